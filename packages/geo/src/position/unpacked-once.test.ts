import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MalformedPackError } from './byte-reader.ts';
import { packPositions } from './pack-positions.ts';
import type { PositionRecord } from './record.ts';
import { unpackPositions } from './unpack-positions.ts';
import { unpackedOnce } from './unpacked-once.ts';

/** Bytes of so many positions. */
function packed(positions: number): Uint8Array {
  const record: PositionRecord = {
    trackerId: '018f0000-0000-7000-8000-000000000001',
    recordedAt: 1_700_000_000_000,
    dedupe: 1n,
    latitudeE7: 520_000_000,
    longitudeE7: 130_000_000,
    altitudeCentimeters: null,
    accuracyCentimeters: 300,
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
    eventKind: 0,
  };
  return packPositions(Array.from({ length: positions }, (_, index) => ({ ...record, dedupe: BigInt(index) })));
}

test('gives the next reader of the same bytes what the first one unpacked', () => {
  const bytes = packed(3);
  const positions = unpackedOnce(bytes);
  assert.deepEqual(positions, unpackPositions(bytes));
  assert.equal(unpackedOnce(bytes), positions);
  assert.notEqual(unpackedOnce(packed(3)), positions, 'equal bytes are not the same');
});

test('keeps so many positions at most, those unpacked last', () => {
  const [first, second] = [packed(4_000), packed(4_000)];
  const [one, two] = [unpackedOnce(first), unpackedOnce(second)];
  unpackedOnce(packed(4_000));
  assert.equal(unpackedOnce(second), two);
  assert.notEqual(unpackedOnce(first), one);
  const larger = packed(10_001);
  assert.notEqual(unpackedOnce(larger), unpackedOnce(larger), 'what is larger than that is kept by nobody');
});

test('refuses damaged bytes each time', () => {
  const damaged = packed(2).subarray(0, -1);
  for (const _time of [1, 2]) assert.throws(() => unpackedOnce(damaged), MalformedPackError);
});
