import assert from 'node:assert/strict';
import { test } from 'node:test';

import { quantiseFix } from '@trekker/geo';
import type { PlacedFix } from '@trekker/protocols';

import { dedupeBytes, dedupeOf } from './dedupe.ts';
import { judge } from './judge.ts';

const MEASURED = {
  latitude: 52.5,
  longitude: 13.4,
  altitudeMeters: 34,
  accuracyMeters: 5,
  speedMetersPerSecond: 1.5,
  headingDegrees: 90,
  eventKind: 0,
};
const NOW = Date.UTC(2026, 0, 1);

const dedupeOfFix = (changes: Partial<PlacedFix>) => {
  const { eventKind: _eventKind, ...measured } = MEASURED;
  const fix = { identifier: 'bus-1', recordedAt: NOW, attributes: {}, ...measured, ...changes };
  const judged = judge({ kind: 'fix', fix }, NOW);
  assert.ok(judged.kind === 'plausible');
  return dedupeOf(judged);
};

test('is the same number for ever', () => {
  assert.equal(dedupeOf(quantiseFix(MEASURED)), 10_456_262_607_590_100_486n);
});

test('changes with everything a derivation reads', () => {
  const all = Object.keys(MEASURED).map((field) =>
    dedupeOf(quantiseFix({ ...MEASURED, [field]: MEASURED[field as keyof typeof MEASURED] + 1 })),
  );
  assert.equal(new Set([...all, dedupeOf(quantiseFix(MEASURED))]).size, all.length + 1);
});

test('does not change with what no derivation reads: identifier, time, battery and attributes', () => {
  const plain = dedupeOf(quantiseFix(MEASURED));
  assert.equal(dedupeOfFix({}), plain);
  assert.equal(dedupeOfFix({ identifier: 'phone-9', recordedAt: NOW - 1, batteryPercent: 80 }), plain);
  assert.equal(dedupeOfFix({ attributes: { sequence: 7, alarm: 'sos' } }), plain);
});

test('sorts as bytes like the number', () => {
  const numbers = [0n, 1n, 255n, 256n, 2n ** 63n, 2n ** 64n - 1n];
  const sorted = numbers.map(dedupeBytes).toReversed().toSorted(Buffer.compare);
  assert.deepEqual(
    sorted.map((bytes) => bytes.readBigUInt64BE()),
    numbers,
  );
});
