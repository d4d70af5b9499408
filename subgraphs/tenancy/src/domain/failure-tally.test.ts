import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createFailureTally } from './failure-tally.ts';

const MINUTE_MS = 60_000;

function fail(tally: ReturnType<typeof createFailureTally>, key: string, now: number): void {
  tally.begin(key);
  tally.failed(key, now);
}

test('asks for no wait until the free failures are used up, then for twice as long after each, at most 15 minutes', () => {
  const tally = createFailureTally({ free: 2, limit: 10 });
  const waits: number[] = [];
  for (let failure = 0, now = 0; failure < 14; failure += 1) {
    fail(tally, 'ann', now);
    const waitMs = tally.waitMs('ann', now);
    waits.push(waitMs / 1_000);
    now += Math.min(waitMs, 14 * MINUTE_MS);
  }
  assert.deepEqual(waits, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
});

test('counts attempts under way, so that many at once get no further than many in a row', () => {
  const tally = createFailureTally({ free: 3, limit: 10 });
  fail(tally, 'ann', 0);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    assert.equal(tally.waitMs('ann', 0), 0);
    tally.begin('ann');
  }
  assert.equal(tally.waitMs('ann', 0), 1_000);
  tally.abandoned('ann');
  assert.equal(tally.waitMs('ann', 0), 0);
});

test('lets one attempt at a time through after a wait', () => {
  const tally = createFailureTally({ free: 2, limit: 10 });
  for (let failure = 0; failure < 3; failure += 1) fail(tally, 'ann', 0);
  assert.equal(tally.waitMs('ann', 2_000), 0);
  tally.begin('ann');
  assert.equal(tally.waitMs('ann', 2_000), 1_000);
});

test('forgets all failures of a key and none of another', () => {
  const tally = createFailureTally({ free: 1, limit: 10 });
  for (const key of ['ann', 'bob']) fail(tally, key, 0);
  tally.begin('ann');
  tally.forget('ann');
  assert.deepEqual([tally.waitMs('ann', 0), tally.waitMs('bob', 0)], [0, 1_000]);
});

test('forgives one failure for each quarter of an hour without another', () => {
  const tally = createFailureTally({ free: 3, limit: 10 });
  for (let failure = 0; failure < 3; failure += 1) fail(tally, 'ann', 0);
  fail(tally, 'ann', 30 * MINUTE_MS);
  assert.equal(tally.waitMs('ann', 30 * MINUTE_MS), 0);
  fail(tally, 'ann', 30 * MINUTE_MS);
  assert.equal(tally.waitMs('ann', 30 * MINUTE_MS), 1_000);
});

test('remembers no more keys than its limit and forgets those that failed longest ago', () => {
  const tally = createFailureTally({ free: 1, limit: 2 });
  for (const key of ['ann', 'bob', 'ann', 'cid']) fail(tally, key, 0);
  const waits = ['ann', 'bob', 'cid'].map((key) => tally.waitMs(key, 0));
  assert.deepEqual(waits, [2_000, 0, 1_000]);
});
