import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createRateLimit } from './rate-limit.ts';

/** How many of so many attempts at one instant are allowed. */
const allowed = (limit: ReturnType<typeof createRateLimit>, key: string, { now, of }: { now: number; of: number }) =>
  Array.from({ length: of }, () => limit.take(key, now)).filter(Boolean).length;

test('allows a burst and no more, for each key by itself', () => {
  const limit = createRateLimit({ burst: 3, perMinute: 60 });
  assert.equal(allowed(limit, 'a', { now: 0, of: 10 }), 3);
  assert.equal(allowed(limit, 'b', { now: 0, of: 10 }), 3);
});

test('refills by the minute, up to the burst', () => {
  const limit = createRateLimit({ burst: 10, perMinute: 60 });
  assert.equal(allowed(limit, 'a', { now: 0, of: 20 }), 10);
  assert.equal(allowed(limit, 'a', { now: 999, of: 20 }), 0);
  assert.equal(allowed(limit, 'a', { now: 4_000, of: 20 }), 4);
  assert.equal(allowed(limit, 'a', { now: 3_600_000, of: 20 }), 10);
});

test('gives nothing for a clock that goes back', () => {
  const limit = createRateLimit({ burst: 1, perMinute: 60 });
  assert.equal(allowed(limit, 'a', { now: 60_000, of: 2 }), 1);
  assert.equal(allowed(limit, 'a', { now: 0, of: 2 }), 0);
});

test('forgets the key used longest ago once there are too many', () => {
  const limit = createRateLimit({ burst: 1, perMinute: 1, keys: 2 });
  for (const key of ['a', 'b', 'a', 'c']) limit.take(key, 0);
  assert.equal(limit.take('a', 0), false, 'used lately, so still remembered');
  assert.equal(limit.take('b', 0), true, 'forgotten, so it begins anew');
});
