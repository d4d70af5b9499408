import assert from 'node:assert/strict';
import { test } from 'node:test';

import { clipped, staleInstant } from './silence.ts';

test('cuts stale phases where their visit ends, and drops what lies behind', () => {
  const stale = [
    { from: 10, to: 20 },
    { from: 30, to: null },
  ];
  assert.deepEqual(clipped(stale, null), stale);
  assert.deepEqual(clipped(stale, 40), [
    { from: 10, to: 20 },
    { from: 30, to: 40 },
  ]);
  assert.deepEqual(clipped(stale, 30), [{ from: 10, to: 20 }]);
  assert.deepEqual(clipped(stale, 15), [{ from: 10, to: 15 }]);
  assert.deepEqual(clipped(stale, 10), []);
});

test('counts whoever was heard exactly so long ago as seen', () => {
  assert.deepEqual([staleInstant(1_000, 60), staleInstant(1_000, null)], [61_001, null]);
});
