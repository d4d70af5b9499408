import assert from 'node:assert/strict';
import { test } from 'node:test';

import { feedPauseMs } from './feed-pause.ts';

const pause = (failures: number, random = 0.5, wishMs: number | null = null) =>
  feedPauseMs(30_000, { failures, random, wishMs });

test('a feed that works is asked at its interval, one that fails at longer and longer ones, up to an hour', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((failures) => pause(failures)),
    [30_000, 30_000, 60_000, 120_000],
  );
  assert.equal(pause(500), 3_600_000);
  assert.equal(feedPauseMs(86_400_000, { failures: 9, random: 0.5, wishMs: null }), 86_400_000);
});

test('feeds that fail together are not asked again together', () => {
  assert.deepEqual([pause(1, 0), pause(1, 0.999_999)], [24_000, 36_000]);
});

test('who asks for more time gets it, up to an hour', () => {
  assert.equal(pause(1, 0.5, 600_000), 600_000);
  assert.equal(pause(1, 0.5, 9_000_000), 3_600_000);
  assert.equal(pause(3, 0.5, 1_000), 120_000);
});
