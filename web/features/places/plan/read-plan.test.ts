import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPlan } from './read-plan.ts';

const SQUARE = { type: 'Polygon', coordinates: [[[4, 51], [4.1, 51], [4.1, 51.1], [4, 51]]] }; // prettier-ignore
const LINE = { type: 'LineString', coordinates: [[4, 51], [4.1, 51.1]] }; // prettier-ignore
const POINT = { type: 'Point', coordinates: [4, 51] };

function read(...features: readonly (readonly [geometry: object | null, properties?: object])[]) {
  const collection = {
    type: 'FeatureCollection',
    features: features.map(([geometry, properties = {}]) => ({ type: 'Feature', geometry, properties })),
  };
  const plan = readPlan(JSON.stringify(collection));
  assert.ok(typeof plan === 'object', JSON.stringify(plan));
  return plan;
}

test('what a shape is comes from its role, else from the words of maps, else from its form', () => {
  const { plan, guessed, roles } = read(
    [SQUARE, { role: 'tank' }],
    [SQUARE, { building: 'yes' }],
    [SQUARE, { natural: 'water' }],
    [LINE, { railway: 'rail' }],
    [POINT, { barrier: 'gate' }],
    [SQUARE, { building: 'no' }],
    [LINE],
    [POINT, { role: 'HOUSE', name: 'Mast' }],
  );
  assert.deepEqual(
    plan.features.map(({ properties }) => properties.role),
    ['TANK', 'BUILDING', 'WATER', 'RAIL', 'GATE', 'BUILDING', 'ROAD', 'LABEL'],
  );
  assert.equal(guessed, 3);
  assert.deepEqual(roles[0], ['BUILDING', 2]);
});

test('names and heights are kept as the API takes them, and nothing else is', () => {
  const [one, two, three] = read(
    [SQUARE, { role: 'BUILDING', name: ' Hall\n1 ', height: '12.5 m', owner: 'somebody' }],
    [SQUARE, { building: 'yes', 'building:levels': '3' }],
    [SQUARE, { role: 'BUILDING', name: 'x'.repeat(200), height: -2 }],
  ).plan.features.map(({ properties }) => properties);
  assert.deepEqual(one, { role: 'BUILDING', name: 'Hall 1', heightMeters: 12.5 });
  assert.deepEqual(two, { role: 'BUILDING', heightMeters: 9 });
  assert.deepEqual(three, { role: 'BUILDING', name: 'x'.repeat(100) });
});

test('what has no shape is left out and told of', () => {
  assert.equal(read([SQUARE], [null], [{ type: 'GeometryCollection', geometries: [] }]).leftOut, 2);
});

test('a single feature and a bare shape are plans too', () => {
  for (const one of [{ type: 'Feature', geometry: SQUARE, properties: null }, SQUARE]) {
    const plan = readPlan(JSON.stringify(one));
    assert.ok(typeof plan === 'object');
    assert.equal(plan.plan.features.length, 1);
  }
});

test('what is no plan is said to be none, and why', () => {
  assert.equal(readPlan('<kml/>'), 'notGeoJson');
  assert.equal(readPlan('{"type":"Topology"}'), 'notGeoJson');
  assert.equal(readPlan('{"type":"FeatureCollection","features":[]}'), 'noShapes');
  assert.equal(readPlan('{"type":"Point","coordinates":[565000,5934000]}'), 'notDegrees');
});
