import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestTracker } from './best-tracker.ts';

test('the best connected tracker speaks, of equals the one heard last', () => {
  const trackers = [
    { id: '1', connection: 'IDLE' as const, lastHeardAt: '2026-11-20T10:00:00.000Z' },
    { id: '2', connection: 'CONNECTED' as const, lastHeardAt: '2026-11-20T08:00:00.000Z' },
    { id: '3', connection: 'CONNECTED' as const, lastHeardAt: '2026-11-20T09:00:00.000Z' },
    { id: '4', connection: 'DISCONNECTED' as const, lastHeardAt: null },
  ];
  assert.equal(bestTracker(trackers)?.id, '3');
  assert.equal(bestTracker(trackers.slice(3))?.id, '4');
  assert.equal(bestTracker([]), null);
});
