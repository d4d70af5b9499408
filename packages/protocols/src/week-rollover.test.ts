import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decoded } from './decoded.ts';
import { withoutWeekRollover } from './week-rollover.ts';

const NOW = Date.UTC(2024, 2, 1, 6);
const WEEK_MS = 7 * 86_400_000;

function reported(recordedAt: number | null): Decoded {
  return { kind: 'fix', fix: { identifier: '7', recordedAt, latitude: 1, longitude: 2, attributes: {} } };
}

test('corrects a receiver that is 1024 or 2048 weeks late, and says so', () => {
  for (const weeks of [1024, 2048]) {
    const decoded = withoutWeekRollover(reported(NOW - weeks * WEEK_MS - 5000), NOW);
    assert.ok(decoded.kind === 'fix');
    assert.deepEqual([decoded.fix.recordedAt, decoded.fix.attributes], [NOW - 5000, { weekRollover: true }]);
  }
});

test('leaves what is merely old, or of now, or without a time', () => {
  for (const recordedAt of [NOW, null, NOW - 1024 * WEEK_MS - 2 * 86_400_000, NOW - 1000 * WEEK_MS]) {
    assert.deepEqual(withoutWeekRollover(reported(recordedAt), NOW), reported(recordedAt));
  }
});

test('corrects a sign of life as well', () => {
  const alive: Decoded = { kind: 'heartbeat', identifier: '7', recordedAt: NOW - 1024 * WEEK_MS, attributes: {} };
  assert.deepEqual(withoutWeekRollover(alive, NOW), { ...alive, recordedAt: NOW, attributes: { weekRollover: true } });
});
