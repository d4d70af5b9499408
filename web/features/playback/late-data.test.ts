import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPositions } from './late-data.ts';

const HOUR = 3_600_000;

test('positions of hours that were over came late, those of the hour under way are merely new', () => {
  const before = new Map([[0, 10], [HOUR, 4]]); // prettier-ignore
  const now = new Map([[0, 12], [HOUR, 9], [2 * HOUR, 3]]); // prettier-ignore
  assert.deepEqual(newPositions(before, now, 1.5 * HOUR), { late: 2, recent: 8 });
  assert.deepEqual(newPositions(before, before, 1.5 * HOUR), { late: 0, recent: 0 });
});

test('positions that were deleted are nothing new', () => {
  assert.deepEqual(newPositions(new Map([[0, 10]]), new Map([[0, 3]]), 5 * HOUR), { late: 0, recent: 0 });
});
