import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, box, multiPolygon, polygon, problemsOf, ring, type Position } from '../../test/shapes.ts';
import type { ShapeProblemCode } from './shape-problem.ts';

const square = box([0, 0], [4, 4]);
const bowTie = ring('0 0, 4 4, 4 0, 0 3');
const spike = ring('0 0, 4 0, 4 4, 2 4, 2 9, 2 4, 0 4');
const pinched = ring('0 0, 4 0, 2 2, 4 4, 0 4, 2 2');

/** Name, GeoJSON, code, polygon and ring of the first problem, and its place. */
const refused: readonly [string, unknown, ShapeProblemCode, string?, Position?][] = [
  ['nothing', undefined, 'UNSUPPORTED_TYPE'],
  ['a text', 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 'UNSUPPORTED_TYPE'],
  ['a point', { type: 'Point', coordinates: [0, 0] }, 'UNSUPPORTED_TYPE'],
  ['a collection', { type: 'GeometryCollection', geometries: [polygon(square)] }, 'UNSUPPORTED_TYPE'],
  ['a list of features', { type: 'FeatureCollection', features: [] }, 'UNSUPPORTED_TYPE'],
  [
    'a feature of a feature',
    { type: 'Feature', geometry: { type: 'Feature', geometry: polygon(square) } },
    'UNSUPPORTED_TYPE',
  ],
  ['a feature without place', { type: 'Feature', geometry: null }, 'UNSUPPORTED_TYPE'],
  ['no rings', polygon(), 'EMPTY'],
  ['no polygons', multiPolygon(), 'EMPTY'],
  ['a polygon without rings', multiPolygon([square], []), 'EMPTY'],
  ['no coordinates', { type: 'Polygon' }, 'EMPTY'],
  ['a number for a ring', { type: 'Polygon', coordinates: [7] }, 'NOT_A_RING', '0/0'],
  [
    'a text in a position',
    { type: 'Polygon', coordinates: [square.map(([x, y]) => [x, String(y)])] },
    'NOT_A_POSITION',
    '0/0',
  ],
  ['a position of one number', { type: 'Polygon', coordinates: [square.map(([x]) => [x])] }, 'NOT_A_POSITION', '0/0'],
  ['no number', polygon(ring('0 0, NaN 0, 1 1')), 'NOT_A_POSITION', '0/0'],
  ['an endless number', polygon(ring('0 0, Infinity 0, 1 1')), 'NOT_A_POSITION', '0/0'],
  ['latitude 91', polygon(ring('0 0, 1 91, 1 1')), 'OUT_OF_RANGE', '0/0'],
  ['longitude 181', polygon(square, ring('1 1, 181 1, 1 2')), 'OUT_OF_RANGE', '0/1'],
  ['two points', polygon(ring('0 0, 1 1')), 'TOO_FEW_POINTS', '0/0'],
  ['an open ring', polygon(square.slice(1)), 'NOT_CLOSED', '0/0'],
  ['one point many times', polygon(ring('1 1, 1 1, 1 1, 1 1')), 'ZERO_AREA', '0/0'],
  ['a line', polygon(square, ring('1 1, 2 2, 3 3')), 'ZERO_AREA', '0/1'],
  ['a bow tie', polygon(bowTie), 'SELF_INTERSECTION', '0/0', [12 / 7, 12 / 7]],
  ['a spike', polygon(spike), 'SELF_INTERSECTION', '0/0'],
  ['a ring that touches itself', polygon(pinched), 'SELF_INTERSECTION', '0/0', [2, 2]],
  ['a ring twice round', polygon([...square, ...square.slice(1)]), 'SELF_INTERSECTION', '0/0'],
  [
    'a bow tie as a hole of the second',
    multiPolygon([box([20, 0], [21, 1])], [box([-9, -9], [9, 9]), bowTie]),
    'SELF_INTERSECTION',
    '1/1',
  ],
  ['a hole across its shell', polygon(square, box([3, 1], [5, 2])), 'HOLE_CROSSES_SHELL', '0/1', [4, 1]],
  ['a hole out through a corner', polygon(square, ring('3 3, 4 4, 5 5, 3 4.5')), 'HOLE_CROSSES_SHELL', '0/1'],
  ['a hole that is its shell', polygon(square, square), 'HOLE_CROSSES_SHELL', '0/1'],
  ['a hole along its shell', polygon(square, box([1, 0], [2, 1])), 'HOLE_CROSSES_SHELL', '0/1'],
  ['a hole elsewhere', polygon(square, box([6, 6], [7, 7])), 'HOLE_OUTSIDE_SHELL', '0/1'],
  ['a hole that touches from outside', polygon(square, ring('4 2, 6 1, 6 3')), 'HOLE_OUTSIDE_SHELL', '0/1'],
  ['a hole round its shell', polygon(square, box([-1, -1], [5, 5])), 'HOLE_OUTSIDE_SHELL', '0/1'],
  ['holes that cross', polygon(square, box([1, 1], [2, 3]), box([1.5, 1.5], [3, 2])), 'HOLES_OVERLAP', '0/2'],
  ['a hole in a hole', polygon(square, box([1, 1], [3, 3]), box([1.5, 1.5], [2, 2])), 'HOLES_OVERLAP', '0/2'],
  ['a hole round a hole', polygon(square, box([1.5, 1.5], [2, 2]), box([1, 1], [3, 3])), 'HOLES_OVERLAP', '0/1'],
  ['polygons that cross', multiPolygon([square], [box([3, 3], [5, 5])]), 'POLYGONS_OVERLAP', '1/0'],
  ['a polygon twice', multiPolygon([square], [square]), 'POLYGONS_OVERLAP', '1/0'],
  ['a polygon in another', multiPolygon([box([1, 1], [2, 2])], [square]), 'POLYGONS_OVERLAP', '0/0'],
  ['polygons that share a side', multiPolygon([square], [box([4, 0], [6, 4])]), 'POLYGONS_OVERLAP', '1/0'],
  [
    'a ring more than once round the Earth',
    polygon(ring('0 0, 100 2, -160 4, -60 6, 40 8, 40 12, -60 10, -160 8, 100 6, 0 4')),
    'TOO_WIDE',
    '0/0',
  ],
  ['a ring round the north pole', polygon(ring('0 80, 90 80, 180 80, -90 80')), 'AROUND_POLE', '0/0'],
  ['a bow tie across the antimeridian', polygon(ring('178 0, -178 4, -178 0, 178 3')), 'SELF_INTERSECTION', '0/0'],
  [
    'polygons that cross beyond the antimeridian',
    multiPolygon([ring('170 0, -170 0, -170 9, 170 9')], [box([-175, 1], [-160, 2])]),
    'POLYGONS_OVERLAP',
    '1/0',
  ],
  [
    'a polygon in one across the antimeridian',
    multiPolygon([ring('170 0, -170 0, -170 9, 170 9')], [box([-175, 1], [-173, 2])]),
    'POLYGONS_OVERLAP',
    '1/0',
  ],
];

for (const [name, geoJson, code, address, position] of refused) {
  test(`refuses ${name} as ${code}`, () => {
    const [problem] = problemsOf(geoJson);
    assert.ok(problem !== undefined);
    assert.equal(problem.code, code);
    assert.equal(`${problem.polygon}/${problem.ring}`, address ?? 'null/null');
    if (position !== undefined) assert.deepEqual(problem.position, at(position));
  });
}
