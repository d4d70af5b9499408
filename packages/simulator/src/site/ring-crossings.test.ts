import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corners } from './plane.ts';
import { insideShares, isInRing } from './ring-crossings.ts';

const SQUARE = corners({ west: 0, south: 0, east: 10, north: 10 });
const at = (x: number, y: number) => ({ x, y });
/** A square with a bay cut into it from above. */
const BAY = [at(0, 0), at(10, 0), at(10, 10), at(6, 10), at(6, 5), at(4, 5), at(4, 10), at(0, 10)];

test('knows what lies inside', () => {
  assert.ok(isInRing(at(5, 5), SQUARE));
  assert.ok(!isInRing(at(11, 5), SQUARE));
  assert.ok(!isInRing(at(5, 8), BAY));
  assert.ok(isInRing(at(5, 4), BAY));
});

test('cuts a way where it goes in and out', () => {
  assert.deepEqual(insideShares(at(-10, 5), at(30, 5), SQUARE), [[0.25, 0.5]]);
  assert.deepEqual(insideShares(at(5, 5), at(5, 25), SQUARE), [[0, 0.25]]);
  assert.deepEqual(insideShares(at(2, 2), at(8, 8), SQUARE), [[0, 1]]);
  assert.deepEqual(insideShares(at(-10, 20), at(30, 20), SQUARE), []);
});

test('goes in and out as often as the ring is bent', () => {
  assert.deepEqual(insideShares(at(-10, 8), at(30, 8), BAY), [
    [0.25, 0.35],
    [0.4, 0.5],
  ]);
});
