import assert from 'node:assert/strict';
import { test } from 'node:test';

import { STEP_MS, stepPassed } from './progress.ts';

const at = (recordedAt: number) => ({ recordedAt, dedupe: 0n });

test('tells each step once, by the first position at it or behind it', () => {
  const steps = [0, 1, STEP_MS - 1, STEP_MS, STEP_MS + 1, 5 * STEP_MS + 7].map((instant, index, all) => {
    const before = all[index - 1];
    return stepPassed(before === undefined ? null : at(before), at(instant));
  });
  assert.deepEqual(steps, [0, null, null, STEP_MS, null, 5 * STEP_MS]);
});
