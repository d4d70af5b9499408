import assert from 'node:assert/strict';
import { test } from 'node:test';

import { holdsAt, isStaleAt, movesOf } from './person-visit.ts';

test('holds from its first instant on, until before its last', () => {
  const cases: [{ from: number; to: number | null }, number, boolean][] = [
    [{ from: 10, to: 20 }, 9, false],
    [{ from: 10, to: 20 }, 10, true],
    [{ from: 10, to: 20 }, 19, true],
    [{ from: 10, to: 20 }, 20, false],
    [{ from: 10, to: null }, 10, true],
    [{ from: 10, to: null }, 1e15, true],
    [{ from: 10, to: 10 }, 10, false],
  ];
  for (const [interval, at, expected] of cases)
    assert.equal(holdsAt(interval, at), expected, JSON.stringify([interval, at]));
});

test('is stale within any of its stale phases, and in no other instant', () => {
  const stale = [
    { from: 10, to: 12 },
    { from: 12, to: 14 },
    { from: 20, to: null },
  ];
  const found = [9, 10, 11, 12, 13, 14, 19, 20, 99].map((at) => isStaleAt({ stale }, at));
  assert.deepEqual(found, [false, true, true, true, true, false, false, true, true]);
  assert.equal(isStaleAt({ stale: [] }, 10), false);
});

test('moves where it or one of its phases begins or ends, each instant once, in order', () => {
  assert.deepEqual(movesOf({ from: 5, to: null, stale: [] }), [5]);
  const stale = [
    { from: 6, to: 7 },
    { from: 8, to: null },
  ];
  assert.deepEqual(movesOf({ from: 5, to: 9, stale }), [5, 6, 7, 8, 9]);
  assert.deepEqual(movesOf({ from: 5, to: 7, stale: [{ from: 6, to: 7 }] }), [5, 6, 7]);
});
