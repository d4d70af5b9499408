import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSpeed, speedIn } from './speeds.ts';

test('speeds go from 1 to 600 and stay at the ends', () => {
  assert.deepEqual([nextSpeed(1, -1), nextSpeed(1, 1), nextSpeed(60, 1), nextSpeed(600, 1)], [1, 2, 120, 600]);
});

test('an address may name a speed there is', () => {
  assert.deepEqual([speedIn('600'), speedIn('7'), speedIn(null)], [600, 60, 60]);
});
