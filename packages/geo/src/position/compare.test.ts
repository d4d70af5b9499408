import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparePositions } from './compare.ts';

const at = (recordedAt: number, dedupe: bigint) => ({ recordedAt, dedupe });

test('orders by time first', () => {
  assert.ok(comparePositions(at(1, 9n), at(2, 0n)) < 0);
  assert.ok(comparePositions(at(2, 0n), at(1, 9n)) > 0);
});

test('orders equal times by dedupe as an unsigned number', () => {
  const ordered = [0n, 1n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n];
  const shuffled = [3, 0, 4, 2, 1].map((index) => at(5, ordered[index] ?? 0n));
  assert.deepEqual(
    shuffled.toSorted(comparePositions).map(({ dedupe }) => dedupe),
    ordered,
  );
});

test('calls one position equal to itself', () => {
  assert.equal(comparePositions(at(5, 2n ** 64n - 1n), at(5, 2n ** 64n - 1n)), 0);
});
