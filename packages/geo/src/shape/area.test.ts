import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, box, circleOf, multiPolygon, polygon, ring, shapeOf } from '../../test/shapes.ts';
import { areaSquareMeters } from './area.ts';
import { EARTH_RADIUS_METERS, METERS_PER_DEGREE } from './haversine.ts';

const sphere = 4 * Math.PI * EARTH_RADIUS_METERS ** 2;
const close = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual / expected - 1) < tolerance, `${actual} ${expected}`);

test('is an eighth of the sphere for an octant and all of it for the whole Earth', () => {
  close(areaSquareMeters(shapeOf(polygon(box([0, 0], [90, 90])))), sphere / 8);
  close(areaSquareMeters(shapeOf(polygon(ring('-180 -90, 180 -90, 180 90, -180 90')))), sphere);
});

test('does not depend on winding and leaves holes out', () => {
  const [shell, hole] = [box([0, 40], [4, 44]), box([1, 41], [2, 42])];
  const whole = areaSquareMeters(shapeOf(polygon(shell)));
  const rest = areaSquareMeters(shapeOf(polygon(shell.toReversed(), hole)));
  close(whole, rest + areaSquareMeters(shapeOf(polygon(hole.toReversed()))));
});

test('is the same across the antimeridian, whole or cut', () => {
  const here = areaSquareMeters(shapeOf(polygon(box([0, 10], [20, 15]))));
  close(areaSquareMeters(shapeOf(polygon(ring('170 10, -170 10, -170 15, 170 15')))), here);
  close(areaSquareMeters(shapeOf(multiPolygon([box([170, 10], [180, 15])], [box([-180, 10], [-170, 15])]))), here);
});

test('is right for a square metre far from the equator', () => {
  const side = 1 / METERS_PER_DEGREE;
  const wide = side / Math.cos((60 * Math.PI) / 180);
  close(areaSquareMeters(shapeOf(polygon(box([10, 60], [10 + wide, 60 + side])))), 1, 1e-6);
});

test('is that of a cap for circles', () => {
  close(areaSquareMeters(circleOf(at([3, 4]), 10)), Math.PI * 100, 1e-9);
});
