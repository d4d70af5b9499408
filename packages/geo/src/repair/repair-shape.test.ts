import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as assertProperty, array, integer, property, tuple } from 'fast-check';
import { at, box, closed, multiPolygon, polygon, ring, shapeOf, type Position } from '../../test/shapes.ts';
import { areaSquareMeters } from '../shape/area.ts';
import { contains } from '../shape/contains.ts';
import { parseShape } from '../shape/parse-shape.ts';
import { repairShape, type RepairedShape } from './repair-shape.ts';

type Repaired = Extract<RepairedShape, { kind: 'repaired' }>;

function repaired(geoJson: unknown): Repaired {
  const found = repairShape(geoJson);
  assert.ok(found.kind === 'repaired', JSON.stringify(found));
  assert.equal(parseShape(found.geoJson).kind, 'valid', JSON.stringify(found));
  assert.deepEqual(structuredClone(found), found);
  return found;
}

const codes = ({ changes }: Repaired) => changes.map(({ code }) => code);
const square = box([0, 0], [4, 4]);
const lake = box([1, 1], [2, 2]);
const island = box([8.1, 8.1], [8.3, 8.3]);

test('gives back what is valid as it is, without a change', () => {
  const whole = multiPolygon([square, lake], [island]);
  const found = repaired(whole);
  assert.deepEqual(found.geoJson, whole);
  assert.deepEqual(found.changes, []);
  assert.equal(found.areaAfterSquareMeters, found.areaBeforeSquareMeters);
  assert.equal(found.areaAfterSquareMeters, areaSquareMeters(shapeOf(whole)));
});

test('splits a bow-tie where it crosses', () => {
  const found = repaired(polygon(ring('0 0, 4 4, 4 0, 0 4')));
  assert.deepEqual(codes(found), ['RING_SPLIT', 'CROSSING_ADDED']);
  assert.equal(
    found.changes[0]?.message,
    'the outer ring of polygon 1 crosses itself at latitude 2, longitude 2: the ring was split there',
  );
  assert.deepEqual(found.changes[1]?.position, at([2, 2]));
  assert.equal(found.geoJson.coordinates.length, 2);
  assert.ok(found.areaBeforeSquareMeters < 1e9 && found.areaAfterSquareMeters > 9e10);
});

test('closes a ring', () => {
  const found = repaired({ type: 'Polygon', coordinates: [square.slice(0, -1)] });
  assert.deepEqual(found.geoJson, polygon(square));
  assert.deepEqual(found.changes, [
    {
      polygon: 0,
      ring: 0,
      position: at([0, 0]),
      code: 'RING_CLOSED',
      message: 'the outer ring of polygon 1 was open; it now ends with the point it begins with',
    },
  ]);
});

test('drops repeated vertices and spikes of a ring that needs repair, in the middle and where it closes', () => {
  const found = repaired(polygon(ring('0 0, -3 0, 0 0, 4 0, 4 0, 4 4, 9 4, 6 4, 4 4, 0 4')));
  assert.deepEqual(codes(found), ['DUPLICATES_DROPPED', 'SPIKES_DROPPED']);
  assert.deepEqual(areaSquareMeters(shapeOf(found.geoJson)), areaSquareMeters(shapeOf(polygon(square))));
  const atClose = repaired(polygon(ring('-3 0, 0 0, 4 0, 4 4, 0 4, 0 0')));
  assert.deepEqual(codes(atClose), ['SPIKES_DROPPED']);
  assert.deepEqual(atClose.geoJson, polygon(closed(square.slice(0, 4))));
});

test('drops what has no area, and refuses when nothing is left', () => {
  const line = ring('0 0, 1 1, 2 2');
  const found = repaired(multiPolygon([line], [square, ring('1 1, 2 1'), lake]));
  assert.deepEqual(
    codes(found).filter((code) => code !== 'SPIKES_DROPPED'),
    ['POLYGON_DROPPED', 'RING_DROPPED'],
  );
  assert.deepEqual(found.geoJson, polygon(square, lake));
  const nothing = repairShape(polygon(line));
  assert.ok(nothing.kind === 'refused' && nothing.problems[0]?.code === 'ZERO_AREA');
});

test('drops holes outside, cuts those that cross and joins those that overlap', () => {
  const outside = repaired(polygon(square, island, lake));
  assert.deepEqual(codes(outside), ['HOLE_DROPPED']);
  assert.equal(outside.changes[0]?.ring, 1);
  assert.deepEqual(outside.geoJson, polygon(square, lake));
  const crossing = repaired(polygon(square, lake, box([3, 1], [5, 2])));
  assert.deepEqual(codes(crossing), ['HOLE_CUT', 'RING_REDRAWN', 'CROSSING_ADDED', 'CROSSING_ADDED']);
  assert.equal(crossing.changes[0]?.ring, 2);
  assert.deepEqual(crossing.geoJson.coordinates.at(-1), lake);
  const overlapping = repaired(polygon(square, lake, box([1.5, 1.5], [3, 3])));
  assert.deepEqual(codes(overlapping), ['HOLES_JOINED', 'RING_REDRAWN', 'CROSSING_ADDED', 'CROSSING_ADDED']);
  assert.equal(overlapping.geoJson.coordinates.length, 2);
  assert.deepEqual(overlapping.geoJson.coordinates[0], square);
});

test('calls a hole by what it was, after others have gone', () => {
  const found = repaired(polygon(square, island, lake, box([3, 1], [5, 2])));
  assert.deepEqual(
    found.changes.map(({ ring: index }) => index),
    [3, 0, 1, null, null],
  );
});

test('joins polygons that overlap and leaves their neighbours to the bit', () => {
  const within = ring('3.5 6, 3.7 6, 3.7 6.1');
  const found = repaired(multiPolygon([within], [square], [island], [box([2, 2], [6, 6.5])]));
  assert.deepEqual(codes(found), [
    'POLYGONS_JOINED',
    'RING_DROPPED',
    'RING_REDRAWN',
    'CROSSING_ADDED',
    'CROSSING_ADDED',
  ]);
  const flat = found.geoJson.coordinates.flat(1).map(String);
  assert.ok(flat.includes(String(island)));
  const apart = repaired(multiPolygon([ring('5 0, 6 0, 6 1')], [square], [box([2, 2], [6, 6.5])]));
  assert.ok(
    apart.geoJson.coordinates
      .flat(1)
      .map(String)
      .includes(String(ring('5 0, 6 0, 6 1'))),
  );
});

test('puts nested collections together and says what it left out', () => {
  const feature = (geometry: unknown) => ({ type: 'Feature', properties: {}, geometry });
  const nested = {
    type: 'FeatureCollection',
    features: [
      feature(polygon(square)),
      feature({
        type: 'GeometryCollection',
        geometries: [{ type: 'Point', coordinates: [0, 0] }, multiPolygon([island])],
      }),
      feature(null),
    ],
  };
  const found = repaired(nested);
  assert.deepEqual(codes(found), ['COLLECTION_FLATTENED', 'GEOMETRY_DROPPED', 'GEOMETRY_DROPPED']);
  assert.deepEqual(found.geoJson, multiPolygon([square], [island]));
});

test('turns longitudes back and repairs across the antimeridian', () => {
  const beyond = repaired(polygon(ring('179 0, 181 0, 181 1, 179 1')));
  assert.deepEqual(codes(beyond), ['LONGITUDE_TURNED']);
  assert.deepEqual(beyond.geoJson, polygon(ring('179 0, -179 0, -179 1, 179 1')));
  const bowTie = repaired(polygon(ring('179 0, -179 2, -179 0, 179 2')));
  assert.deepEqual(codes(bowTie), ['RING_SPLIT', 'CROSSING_ADDED']);
  assert.equal(Math.abs(bowTie.changes[1]?.position?.longitude ?? 0), 180);
  const shape = shapeOf(bowTie.geoJson);
  assert.ok(contains(shape, at([179.1, 1])) && contains(shape, at([-179.1, 1])) && !contains(shape, at([180, 1.5])));
});

test('leads a ring round a pole along it', () => {
  for (const y of [70, -70]) {
    const found = repaired(polygon(ring(`-150 ${y}, -50 ${y}, 50 ${y}, 150 ${y}`)));
    assert.deepEqual(codes(found), ['POLE_FOLLOWED']);
    const shape = shapeOf(found.geoJson);
    for (const x of [-180, 0, 179]) assert.ok(contains(shape, at([x, y * 1.1])) && !contains(shape, at([x, y * 0.9])));
  }
  const winding = repairShape(polygon(ring('-150 70, -50 70, 50 70, 150 70, -170 75, 170 78, -160 80, -155 60')));
  assert.equal(winding.kind, 'refused');
});

const refused: readonly [string, unknown, string][] = [
  ['a point', { type: 'Point', coordinates: [0, 0] }, 'UNSUPPORTED_TYPE'],
  ['nothing', { type: 'MultiPolygon', coordinates: [] }, 'EMPTY'],
  ['a ring that is no list', { type: 'Polygon', coordinates: [7] }, 'NOT_A_RING'],
  [
    'positions that are none',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, '1'],
          [1, 0],
        ],
      ],
    },
    'NOT_A_POSITION',
  ],
  ['latitudes beyond the poles', polygon(ring('0 0, 1 0, 1 91')), 'OUT_OF_RANGE'],
  [
    'a million vertices',
    { type: 'Polygon', coordinates: [Array.from({ length: 1_000_000 }, () => 0)] },
    'TOO_MANY_POINTS',
  ],
];

for (const [name, geoJson, code] of refused) {
  test(`refuses to repair ${name}, with the reason`, () => {
    const found = repairShape(geoJson);
    assert.ok(found.kind === 'refused', JSON.stringify(found));
    assert.equal(found.problems[0]?.code, code);
  });
}

test('gives up on a scribble in time', () => {
  const scribble = closed(
    Array.from({ length: 2_000 }, (_, index): Position => [
      Math.sin(index * 12.9898) * 10,
      Math.sin(index * 78.233) * 10,
    ]),
  );
  const before = process.cpuUsage();
  assert.equal(repairShape(polygon(scribble)).kind, 'refused');
  assert.ok(process.cpuUsage(before).user < 3_000_000);
});

test('makes a valid shape of any ring of whole numbers, that covers what the ring goes round', () => {
  const vertices = array(tuple(integer({ min: 0, max: 8 }), integer({ min: 0, max: 8 })), {
    minLength: 3,
    maxLength: 12,
  });
  let made = 0;
  assertProperty(
    property(vertices, (drawn) => {
      const given = closed(drawn);
      const found = repairShape(polygon(given));
      if (found.kind === 'refused') {
        assert.deepEqual(
          found.problems.map(({ code }) => code),
          ['ZERO_AREA'],
        );
        return;
      }
      made++;
      const shape = shapeOf(found.geoJson);
      for (let x = 0.37; x < 8; x++) {
        for (let y = 0.61; y < 8; y++) assert.equal(contains(shape, at([x, y])), windingOf(given, [x, y]) !== 0);
      }
    }),
    { numRuns: 500, seed: 17 },
  );
  assert.ok(made > 300);
});

/** How many times a ring goes round a point that is not on it. */
function windingOf(vertices: readonly Position[], [x, y]: Position): number {
  let turns = 0;
  for (const [index, [x2, y2]] of vertices.entries()) {
    const [x1, y1] = vertices[index - 1] ?? [x2, y2];
    const cross = (x1 - x) * (y2 - y) - (x2 - x) * (y1 - y);
    if (y1 <= y && y2 > y && cross > 0) turns++;
    if (y1 > y && y2 <= y && cross < 0) turns--;
  }
  return turns;
}

test('repairs a ring of tens of thousands of vertices, and among as many polygons', () => {
  const count = 30_000;
  const coast = Array.from({ length: count }, (_, index): Position => {
    const angle = (index / count) * 2 * Math.PI;
    return [10 + (1 + 0.3 * Math.sin(40 * angle)) * Math.cos(angle), 50 + Math.sin(angle)];
  });
  [coast[10], coast[count / 2]] = [coast[count / 2] ?? [0, 0], coast[10] ?? [0, 0]];
  const column = Array.from({ length: 20_000 }, (_, index) => [
    box([10, -80 + index * 0.004], [10.003, -79.997 + index * 0.004]),
  ]);
  const before = process.cpuUsage();
  assert.ok(codes(repaired(polygon(closed(coast)))).includes('RING_SPLIT'));
  assert.ok(codes(repaired(multiPolygon(...column, [box([9, -20], [11, -10])]))).includes('POLYGONS_JOINED'));
  assert.ok(process.cpuUsage(before).user < 12_000_000);
});

test('leaves out hundreds of holes that lie outside', () => {
  const strays = Array.from({ length: 500 }, (_, index) => box([5 + index * 0.01, 5], [5.005 + index * 0.01, 5.005]));
  const found = repaired(polygon(square, ...strays, lake));
  assert.deepEqual(found.geoJson, polygon(square, lake));
  assert.equal(found.changes.length, 100);
});
