import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Position } from 'geojson';

import { polygonsOf, ringsOf } from './polygons-of.ts';

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

test('one ring is a polygon, two apart are a multipolygon, none is nothing', () => {
  const [a, b] = [square(0, 0, 1), square(5, 5, 1)];
  assert.deepEqual(polygonsOf([a]), { type: 'Polygon', coordinates: [a] });
  assert.deepEqual(polygonsOf([a, b]), { type: 'MultiPolygon', coordinates: [[a], [b]] });
  assert.equal(polygonsOf([]), null);
});

test('a ring inside another is a hole, whichever was drawn first, and one inside the hole an island', () => {
  const [shell, hole, island] = [square(0, 0, 10), square(2, 2, 6), square(4, 4, 1)];
  assert.deepEqual(polygonsOf([hole, shell]), { type: 'Polygon', coordinates: [shell, hole] });
  assert.deepEqual(polygonsOf([shell, hole, island]), {
    type: 'MultiPolygon',
    coordinates: [[shell, hole], [island]],
  });
});

test('a hole belongs to the ring around it only', () => {
  const [west, east, hole] = [square(0, 0, 4), square(10, 0, 4), square(11, 1, 1)];
  assert.deepEqual(polygonsOf([west, east, hole]), { type: 'MultiPolygon', coordinates: [[west], [east, hole]] });
});

test('an area gives its rings back', () => {
  const rings = [square(0, 0, 10), square(2, 2, 6), square(20, 0, 1)];
  const area = polygonsOf(rings);
  assert.deepEqual(area && ringsOf(area), rings);
});
