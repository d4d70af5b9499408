import assert from 'node:assert/strict';
import { test } from 'node:test';

import { parseShapeInput } from './shape-input.ts';

type Ring = readonly (readonly [number, number])[];

const box = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });

/** What is told of a boundary: its problems, or that it is fine. */
function told(boundary: unknown): string[] {
  const parsed = parseShapeInput({ boundary });
  return parsed.ok ? ['fine'] : parsed.userErrors.map(({ code, message }) => `${code}: ${message}`);
}

const REFUSED: readonly (readonly [name: string, boundary: unknown, told: string])[] = [
  [
    'a bow-tie',
    polygon([
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ]),
    'SELF_INTERSECTION: the outer ring of polygon 1 crosses itself at latitude 1, longitude 1',
  ],
  [
    'an open ring',
    polygon(box(0, 0, 1).slice(0, 4)),
    'NOT_CLOSED: the outer ring of polygon 1 must end with the point it begins with',
  ],
  [
    'a ring of too few points',
    polygon(box(0, 0, 1).slice(0, 3)),
    'TOO_FEW_POINTS: the outer ring of polygon 1 needs at least 4 points, the first repeated, it has 3',
  ],
  [
    'a hole elsewhere',
    polygon(box(0, 0, 1), box(5, 5, 1)),
    'HOLE_OUTSIDE_SHELL: hole 1 of polygon 1 lies outside the outer ring, at latitude 5, longitude 5',
  ],
  [
    'a hole that leaves its shell',
    polygon(box(0, 0, 2), box(1, 0.25, 1.5)),
    'HOLE_CROSSES_SHELL: hole 1 of polygon 1 crosses the outer ring of polygon 1 at latitude 0.25, longitude 2',
  ],
  [
    'no area',
    polygon([
      [0, 0],
      [1, 1],
      [2, 2],
      [0, 0],
    ]),
    'ZERO_AREA: the outer ring of polygon 1 ',
  ],
  [
    'one point many times',
    polygon([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]),
    'ZERO_AREA: the outer ring of polygon 1 ',
  ],
  [
    'a collection',
    { type: 'GeometryCollection', geometries: [polygon(box(0, 0, 1))] },
    'UNSUPPORTED_TYPE: a shape is a GeoJSON Polygon or MultiPolygon, or a Feature of one; got GeometryCollection',
  ],
  [
    'a collection in a collection',
    { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [] }] },
    'UNSUPPORTED_TYPE: ',
  ],
  ['a list nested too deep', { type: 'Polygon', coordinates: [[box(0, 0, 1)]] }, 'TOO_FEW_POINTS: '],
  ['a place beyond the Earth', polygon(box(179.5, 0, 1)), 'OUT_OF_RANGE: the outer ring of polygon 1 has at point 2 '],
  [
    'no position',
    polygon([
      [0, 0],
      ['1', 1],
      [1, 0],
      [0, 0],
    ]),
    'NOT_A_POSITION: the outer ring of polygon 1 has at ',
  ],
  [
    'a ring round a pole that does not run along it',
    polygon([
      [-120, 80],
      [0, 80],
      [120, 80],
      [-120, 80],
    ]),
    'AROUND_POLE: the outer ring of polygon 1 ',
  ],
  [
    'polygons that overlap',
    { type: 'MultiPolygon', coordinates: [[box(0, 0, 2)], [box(1, 1, 2)]] },
    'POLYGONS_OVERLAP: the outer ring of polygon 2 crosses the outer ring of polygon 1 at ',
  ],
];

test('refuses every bad shape with what is wrong, in which ring, and where', () => {
  for (const [name, boundary, expected] of REFUSED) {
    const [first = ''] = told(boundary);
    assert.ok(first.startsWith(expected), `${name}: ${first}`);
  }
});

test('takes what only looks bad: points twice in a row, the antimeridian, the poles', () => {
  const twice = box(0, 0, 1).flatMap((point) => [point, point]);
  const across: Ring = [
    [179, 10],
    [-179, 10],
    [-179, 12],
    [179, 12],
    [179, 10],
  ];
  const cut = { type: 'MultiPolygon', coordinates: [[box(178, 10, 2)], [box(-180, 10, 2)]] };
  const cap: Ring = [
    [-180, 80],
    [0, 80],
    [180, 80],
    [180, 90],
    [-180, 90],
    [-180, 80],
  ];
  for (const boundary of [polygon(twice), polygon(across), cut, polygon(cap)]) {
    assert.deepEqual(told(boundary), ['fine']);
  }
});
