import assert from 'node:assert/strict';
import { test } from 'node:test';

import { connectionStatus } from './connection-status.ts';

const limits = { connectedWithinMs: 120_000, idleWithinMs: 900_000 };

test('calls a tracker connected, idle and disconnected by the length of its silence', () => {
  const statusAfter = (silentMs: number) => connectionStatus(1_000_000, 1_000_000 + silentMs, limits);
  assert.deepEqual([-5_000, 0, 119_999, 120_000, 899_999, 900_000].map(statusAfter), [
    'CONNECTED',
    'CONNECTED',
    'CONNECTED',
    'IDLE',
    'IDLE',
    'DISCONNECTED',
  ]);
});

test('calls a tracker disconnected that was never heard', () => {
  assert.equal(connectionStatus(null, 0, limits), 'DISCONNECTED');
});

test('knows no idle state where its limit is not the longer one', () => {
  const swapped = { connectedWithinMs: 900_000, idleWithinMs: 120_000 };
  assert.deepEqual(
    [899_999, 900_000].map((silentMs) => connectionStatus(0, silentMs, swapped)),
    ['CONNECTED', 'DISCONNECTED'],
  );
});
