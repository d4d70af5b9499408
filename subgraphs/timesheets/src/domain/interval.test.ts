import assert from 'node:assert/strict';
import { test } from 'node:test';

import { joined, overlap, union, without, type Interval } from './interval.ts';

const of = (...pairs: [number, number][]): Interval[] => pairs.map(([from, to]) => ({ from, to }));

test('unites what overlaps or touches, and forgets what has no length', () => {
  assert.deepEqual(union(of([5, 7], [1, 3], [3, 4], [6, 6], [2, 3], [9, 8])), of([1, 4], [5, 7]));
});

test('fills holes that are not longer than allowed', () => {
  assert.deepEqual(joined(of([0, 1], [3, 4], [7, 8]), 2), of([0, 4], [7, 8]));
});

test('takes away and intersects with half-open ends', () => {
  const whole = of([0, 10], [20, 30]);
  assert.deepEqual(without(whole, of([2, 3], [3, 4], [9, 21], [30, 40])), of([0, 2], [4, 9], [21, 30]));
  assert.deepEqual(overlap(whole, of([5, 25], [30, 31])), of([5, 10], [20, 25]));
});
