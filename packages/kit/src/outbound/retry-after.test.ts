import assert from 'node:assert/strict';
import { test } from 'node:test';

import { retryAfterMs } from './retry-after.ts';

test('Retry-After is read as seconds and as a date, and what says nothing is no wish', () => {
  assert.equal(retryAfterMs('120', 0), 120_000);
  assert.equal(retryAfterMs('Fri, 20 Nov 2026 10:00:30 GMT', Date.parse('2026-11-20T10:00:00Z')), 30_000);
  assert.equal(retryAfterMs('Fri, 20 Nov 2026 10:00:00 GMT', Date.parse('2026-11-20T11:00:00Z')), 0);
  for (const nothing of [undefined, '', 'soon']) assert.equal(retryAfterMs(nothing, 0), null);
});
