import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareOfConnections } from './share-of-connections.ts';

test('each status lasts as long as its periods within the stretch of time, and no longer than until now', () => {
  const periods = [
    { status: 'CONNECTED', from: 500, to: 1_200 },
    { status: 'IDLE', from: 1_200, to: 1_300 },
    { status: 'CONNECTED', from: 1_300, to: 1_350 },
    { status: 'DISCONNECTED', from: 1_350, to: null },
  ] as const;
  assert.deepEqual(shareOfConnections(periods, { from: 1_000, to: 2_000, now: 1_400 }), {
    CONNECTED: 250,
    IDLE: 100,
    DISCONNECTED: 50,
  });
  assert.equal(shareOfConnections(periods, { from: 1_000, to: 1_360, now: 9_000 }).DISCONNECTED, 10);
});
