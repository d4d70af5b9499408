import assert from 'node:assert/strict';
import { test } from 'node:test';

import { PLAIN_RULES } from '../geofence/rules.ts';
import { derivePresence } from '../presence/derive-presence.ts';
import { deriveSlowly, fenceAlways } from './derive-slowly.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const circle = { kind: 'circle', center: { latitude: 0, longitude: 0 }, radiusMeters: 100 } as const;

test('derives what a batch derives, in order, and lets others have their turn', async () => {
  const fixes = Array.from({ length: 10_000 }, (_, index) => ({
    key: { trackerId: '01900000-0000-7000-8000-000000000000', recordedAt: NOON + index * 1_000, dedupe: 0n },
    recordedAt: NOON + index * 1_000,
    latitude: 0,
    longitude: (100 + 50 * Math.sin(index / 30)) / 111_195,
    accuracyMeters: null,
    altitudeMeters: null,
    isOff: false,
  }));
  const fences = fenceAlways('g', { shape: circle, rules: PLAIN_RULES });
  const asked = { fixes, fences, until: NOON + 10_000_000 };
  let breaths = 0;
  const visits = await deriveSlowly(asked, async () => void (breaths += 1));
  assert.ok(visits.length > 50);
  assert.deepEqual(
    visits,
    derivePresence(asked).toSorted((one, other) => one.from - other.from),
  );
  assert.equal(breaths, 40);
});
