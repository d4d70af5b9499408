import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bearingDegrees, circle, corners, distanceMeters, isWithin, toPlace, toPoint } from './plane.ts';

const ORIGIN = { latitude: 54.7, longitude: 2.2 };
const STRAIGHT = { origin: ORIGIN, headingDegrees: 0 };
const TURNED = { origin: ORIGIN, headingDegrees: 30 };

test('is undone by its opposite', () => {
  for (const frame of [STRAIGHT, TURNED]) {
    const point = toPoint(frame, toPlace(frame, { x: 340, y: -35 }));
    assert.ok(distanceMeters(point, { x: 340, y: -35 }) < 1e-6);
  }
});

test('agrees with the distance over the sphere to a few centimetres', () => {
  for (const point of [
    { x: 500, y: 0 },
    { x: 0, y: 500 },
    { x: -300, y: 400 },
  ]) {
    for (const frame of [STRAIGHT, TURNED]) {
      const meters = haversineMeters(ORIGIN, toPlace(frame, point));
      assert.ok(Math.abs(meters - 500) < 0.03, `${meters}`);
    }
  }
});

test('lies as it is turned: ahead is clockwise from north', () => {
  const ahead = toPlace(TURNED, { x: 0, y: 100 });
  const seen = toPoint(STRAIGHT, ahead);
  assert.ok(distanceMeters(seen, { x: 50, y: 100 * Math.cos(Math.PI / 6) }) < 1e-6);
});

test('counts bearings clockwise from north', () => {
  const bearings = (frame: typeof STRAIGHT) =>
    [
      [0, 1],
      [1, 0],
      [0, -1],
      [-1, 0],
    ].map(([x = 0, y = 0]) => Math.round(bearingDegrees(frame, { x: 0, y: 0 }, { x, y })));
  assert.deepEqual(bearings(STRAIGHT), [0, 90, 180, 270]);
  assert.deepEqual(bearings(TURNED), [30, 120, 210, 300]);
});

test('takes the edge of a rectangle for inside', () => {
  const rectangle = { west: 0, south: 0, east: 2, north: 1 };
  assert.ok(isWithin({ x: 2, y: 1 }, rectangle));
  for (const [x, y] of [
    [-0.1, 0.5],
    [2.1, 0.5],
    [1, -0.1],
    [1, 1.1],
  ] as const) {
    assert.ok(!isWithin({ x, y }, rectangle), `${x}, ${y}`);
  }
});

test('goes around rectangles and circles counter-clockwise', () => {
  for (const ring of [corners({ west: 0, south: 0, east: 2, north: 1 }), circle({ x: 3, y: 4 }, 5)]) {
    const area = ring.reduce((sum, point, index) => {
      const next = ring[(index + 1) % ring.length] ?? point;
      return sum + (point.x * next.y - next.x * point.y) / 2;
    }, 0);
    assert.ok(area > 0);
  }
});

function haversineMeters(from: typeof ORIGIN, to: typeof ORIGIN): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
  const cosines = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  const chord = half(to.latitude - from.latitude) + cosines * half(to.longitude - from.longitude);
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(chord));
}
