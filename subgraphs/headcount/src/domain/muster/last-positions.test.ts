import assert from 'node:assert/strict';
import { test } from 'node:test';

import { packPositions, quantiseFix } from '@trekker/geo';
import { SHARED, uuidv7, type Entry } from '@trekker/kit';

import { lastPositionsIn } from './last-positions.ts';

const NOON = Date.UTC(2026, 0, 5, 12);
const MINUTE = 60_000;
const [tenantId, trackerId] = [uuidv7(), uuidv7()];

/** An entry that tells where the tracker was at these minutes after noon. */
function entryAt(...minutes: readonly number[]): Entry {
  const fix = {
    altitudeMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    accuracyMeters: 5,
    eventKind: 0,
  };
  const records = minutes.map((minute) => ({
    trackerId,
    recordedAt: NOON + minute * MINUTE,
    dedupe: 7n,
    ...quantiseFix({ ...fix, latitude: 51, longitude: minute / 1_000 }),
  }));
  const body = packPositions(records.toSorted((a, b) => a.recordedAt - b.recordedAt));
  const told = { id: uuidv7(), kind: 'data', type: 'positions', version: 1, subject: tenantId, at: NOON } as const;
  const nobody = { actor: null, reason: null, causedBy: null, payload: null };
  return { ...told, ...nobody, topic: 'positions', tenantId: SHARED, partition: 3, offset: 0, body };
}

const minutesIn = (...entries: Entry[]) =>
  lastPositionsIn(entries)
    .get(tenantId)
    ?.map(({ recordedAt }) => (recordedAt - NOON) / MINUTE)
    .toSorted((a, b) => a - b);

test('keeps the newest position of each minute of the last hour, in whatever order they are told', () => {
  const [early, late] = [entryAt(-60, -59, 0.25), entryAt(-0.5, 0, 0.5)];
  assert.deepEqual(minutesIn(early, late), [-59, -0.5, 0.5]);
  assert.deepEqual(minutesIn(late, early), [-59, -0.5, 0.5]);
});
