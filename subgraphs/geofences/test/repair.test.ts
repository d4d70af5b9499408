import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

async function repaired(boundary: unknown, viewer = site.tenant()) {
  const document = `query R($boundary: GeoJSON!) { repairedGeometry(boundary: $boundary) { boundary
    changes { code message polygon ring latitude longitude } problems { field code message }
    areaBeforeSquareMeters areaAfterSquareMeters } }`;
  const { data, errors } = await site.run(document, { viewer, variables: { boundary } });
  return errors ? errors[0]?.extensions?.['code'] : data.repairedGeometry;
}

const bowTie = [
  [0, 0],
  [2, 2],
  [2, 0],
  [0, 2],
  [0, 0],
];

test('shows what a repair changes, where, and what it does to the area', async () => {
  const { boundary, changes, problems, ...areas } = await repaired({ type: 'Polygon', coordinates: [bowTie] });
  assert.deepEqual([boundary.type, boundary.coordinates.length, problems], ['MultiPolygon', 2, []]);
  assert.deepEqual(
    changes.map(({ code, polygon, ring }: any) => [code, polygon, ring]),
    [
      ['RING_SPLIT', 1, 1],
      ['CROSSING_ADDED', 1, null],
    ],
  );
  assert.match(changes[0].message, /outer ring of polygon 1/);
  assert.ok(areas.areaBeforeSquareMeters < areas.areaAfterSquareMeters);
  const viewer = site.tenant();
  const kept = await site.change(viewer, 'createGeofence', 'geofence { version { boundary } }', {
    name: 'Tie',
    kind: 'GATE',
    boundary,
  });
  assert.deepEqual(kept.geofence.version.boundary, boundary);
});

test('leaves a valid boundary as it is, and puts nested collections together', async () => {
  const whole = await repaired(square(1, 1));
  assert.deepEqual([whole.boundary, whole.changes], [square(1, 1), []]);
  assert.equal(whole.areaBeforeSquareMeters, whole.areaAfterSquareMeters);
  const inner = { type: 'GeometryCollection', geometries: [square(1, 1), { type: 'Point', coordinates: [1, 1] }] };
  const gathered = await repaired({ type: 'GeometryCollection', geometries: [inner] });
  assert.deepEqual(gathered.boundary, square(1, 1));
  const codes = gathered.changes.map(({ code }: any) => code);
  assert.deepEqual(codes.toSorted(), ['COLLECTION_FLATTENED', 'GEOMETRY_DROPPED']);
});

test('says why a boundary cannot be repaired', async () => {
  const code = async (boundary: unknown) => {
    const answer = await repaired(boundary);
    assert.deepEqual([answer.boundary, answer.changes, answer.areaAfterSquareMeters], [null, [], null]);
    return answer.problems.map((problem: any) => problem.code).join();
  };
  assert.equal(await code({ type: 'Point', coordinates: [1, 1] }), 'UNSUPPORTED_TYPE');
  assert.equal(await code('square'), 'UNSUPPORTED_TYPE');
  const line = [
    [0, 0],
    [1, 1],
    [2, 2],
    [0, 0],
  ];
  assert.equal(await code({ type: 'Polygon', coordinates: [line] }), 'ZERO_AREA');
  const large = Array.from({ length: 300_000 }, (_, index) => [index / 1e6, 0]);
  assert.equal(await code({ type: 'Polygon', coordinates: [large] }), 'TOO_MANY_POINTS');
});

test('repairs for those who may draw', async () => {
  const limited = site.tenant([uuidv7()]);
  assert.equal(await repaired(square(1, 1), limited), 'FORBIDDEN');
});
