import assert from 'node:assert/strict';
import { test } from 'node:test';

import { connectionStatus } from './connection-status.ts';
import { trackerState } from './tracker-state.ts';

const LIMITS = { connectedWithinMs: 100, idleWithinMs: 1_000 };
const HEARD = { heardSince: 50, lastHeardAt: 200, endedAt: null, endReason: null };

test('says since when silence made it so, and that it did', () => {
  const at = (now: number) => Object.values(trackerState(HEARD, now, LIMITS));
  assert.deepEqual(at(299), ['CONNECTED', 50, null]);
  assert.deepEqual(at(300), ['IDLE', 300, null]);
  assert.deepEqual(at(1_200), ['DISCONNECTED', 1_200, 'SILENCE']);
  for (const now of [200, 299, 300, 1_199, 1_200]) assert.equal(at(now)[0], connectionStatus(200, now, LIMITS));
});

test('is disconnected at once where its connection ended, for that reason', () => {
  const ended = { ...HEARD, endedAt: 210, endReason: 'LAST_WILL' as const };
  assert.deepEqual(Object.values(trackerState(ended, 211, LIMITS)), ['DISCONNECTED', 210, 'LAST_WILL']);
});

test('was never heard', () => {
  assert.deepEqual(trackerState(null, 5, LIMITS), { state: 'NEVER', since: null, reason: null });
});
