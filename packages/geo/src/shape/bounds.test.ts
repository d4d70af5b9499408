import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import { at, box, circleOf, multiPolygon, polygon, ring, shapeOf } from '../../test/shapes.ts';
import { bounds } from './bounds.ts';
import { contains } from './contains.ts';

test('is to the bit what the vertices say', () => {
  const shape = shapeOf(multiPolygon([box([0.1, 0.2], [0.3, 0.7])], [box([5, -3.3], [6.6, -3])]));
  assert.deepEqual(bounds(shape), { west: 0.1, east: 6.6, south: -3.3, north: 0.7 });
});

test('goes from west to east across the antimeridian, whole or cut', () => {
  const whole = shapeOf(polygon(ring('170 0, -165 0, -165 5, 170 5')));
  const cut = shapeOf(multiPolygon([box([170, 0], [180, 5])], [box([-180, 0], [-165, 5])]));
  for (const shape of [whole, cut]) assert.deepEqual(bounds(shape), { west: 170, east: -165, south: 0, north: 5 });
});

test('takes the shortest stretch round islands far apart', () => {
  const shape = shapeOf(
    multiPolygon([box([100, 0], [101, 1])], [box([-150, 0], [-149, 1])], [box([150, 0], [160, 1])]),
  );
  assert.deepEqual(bounds(shape), { west: 100, east: -149, south: 0, north: 1 });
});

test('goes all the way round where the shape does', () => {
  const band = shapeOf(polygon(ring('-180 -90, 180 -90, 180 -60, 0 -50, -180 -60')));
  assert.deepEqual(bounds(band), { west: -180, east: 180, south: -90, north: -50 });
  const polar = bounds(circleOf(at([20, 89.9]), 50_000));
  assert.deepEqual([polar.west, polar.east, polar.north], [-180, 180, 90]);
});

test('holds every point of a circle and hardly more', () => {
  const random = seededRandom(51);
  for (const center of [at([0, 0]), at([179.99, 60]), at([-179.99, -85]), at([30, 75])]) {
    const circle = circleOf(center, 100_000);
    const { west, east, south, north } = bounds(circle);
    const width = west <= east ? east - west : east + 360 - west;
    let [most, least] = [0, 1];
    for (let round = 0; round < 20_000; round++) {
      const across = random.next() * 1.2 - 0.1;
      const x = west + across * width;
      const point = at([x > 180 ? x - 360 : x, south + random.next() * (north - south)]);
      if (!contains(circle, point)) continue;
      most = Math.max(most, across);
      least = Math.min(least, across);
    }
    assert.ok(least >= 0 && least < 0.02 && most <= 1 && most > 0.98, `${least} ${most}`);
  }
});
