import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullJitterMs } from './full-jitter.ts';

test('the ceiling doubles from half a second up to fifteen seconds, and any wait below it may come', () => {
  const ceilings = [0, 1, 2, 5, 50].map((attempt) => fullJitterMs(attempt, () => 0.999_999));
  assert.deepEqual(ceilings, [499, 999, 1_999, 14_999, 14_999]);
  assert.equal(
    fullJitterMs(8, () => 0),
    0,
  );
});
