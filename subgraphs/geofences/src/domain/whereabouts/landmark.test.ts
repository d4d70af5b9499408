import assert from 'node:assert/strict';
import { test } from 'node:test';

import { landmarksOf, nearestLandmark } from './landmark.ts';

/** A plan with one feature of this geometry. */
function plan(type: string, coordinates: unknown): string {
  const feature = { type: 'Feature', geometry: { type, coordinates }, properties: { name: 'Jetty' } };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}

const metersTo = (text: string, latitude: number, longitude: number) =>
  nearestLandmark(landmarksOf('place', text), { latitude, longitude })?.meters ?? null;

/** From 179.999 east over the antimeridian to 179.999 west, as GeoJSON is written. */
const RING = [
  [179.999, -17],
  [-179.999, -17],
  [-179.999, -16.999],
  [179.999, -16.999],
  [179.999, -17],
];

test('a landmark is near to what lies on the other side of the antimeridian', () => {
  const point = plan('Point', [179.9999, 0]);
  assert.ok(Math.abs((metersTo(point, 0, -179.9999) ?? 0) - 22.24) < 0.1);
  assert.equal(metersTo(point, 0, -179.99), null);
  const line = plan('LineString', [
    [179.999, 10],
    [-179.999, 10],
  ]);
  assert.ok(Math.abs((metersTo(line, 10.0001, 180) ?? 0) - 11.12) < 0.1);
  assert.equal(metersTo(line, 10.0001, 0), null, 'the line does not go round the Earth');
});

test('one lies in an area over the antimeridian on both sides of it, and nowhere else', () => {
  for (const longitude of [179.9995, 180, -180, -179.9995]) {
    assert.equal(metersTo(plan('Polygon', [RING]), -16.9995, longitude), 0, String(longitude));
  }
  for (const longitude of [0, 90, -90, 179.9, -179.9]) {
    assert.equal(metersTo(plan('Polygon', [RING]), -16.9995, longitude), null, String(longitude));
  }
});

test('an area elsewhere holds what is in it, not what is in its hole or at the opposite side of the Earth', () => {
  const square = (by: number) => [
    [-by, -by],
    [by, -by],
    [by, by],
    [-by, by],
    [-by, -by],
  ];
  const area = plan('Polygon', [square(0.01), square(0.005)]);
  assert.equal(metersTo(area, 0, 0.008), 0);
  assert.equal(metersTo(area, 0, 0), null);
  for (const longitude of [180, -180, 179.999, -179.992]) assert.equal(metersTo(area, 0, longitude), null);
});
