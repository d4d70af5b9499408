import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bearingDegrees, distanceMeters, isWithin, toPlace, toPoint } from './plane.ts';

const ORIGIN = { latitude: -43.2, longitude: -20.4 };

test('is undone by its opposite', () => {
  const point = toPoint(ORIGIN, toPlace(ORIGIN, { x: 340, y: -35 }));
  assert.ok(distanceMeters(point, { x: 340, y: -35 }) < 1e-6);
});

test('agrees with the distance over the sphere to a millimetre', () => {
  for (const point of [
    { x: 500, y: 0 },
    { x: 0, y: 500 },
    { x: -300, y: 400 },
  ]) {
    assert.ok(Math.abs(haversineMeters(ORIGIN, toPlace(ORIGIN, point)) - 500) < 0.02, JSON.stringify(point));
  }
});

test('counts bearings clockwise from north', () => {
  const bearings = [
    [0, 1],
    [1, 0],
    [0, -1],
    [-1, 0],
  ].map(([x = 0, y = 0]) => bearingDegrees({ x: 0, y: 0 }, { x, y }));
  assert.deepEqual(bearings, [0, 90, 180, 270]);
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

function haversineMeters(from: typeof ORIGIN, to: typeof ORIGIN): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (difference: number) => Math.sin(radians(difference) / 2) ** 2;
  const cosines = Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude));
  const chord = half(to.latitude - from.latitude) + cosines * half(to.longitude - from.longitude);
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(chord));
}
