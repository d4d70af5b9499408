import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomDedupe, randomPosition, randomUuid } from '../../test/random-position.ts';
import { seededRandom } from '../../test/seeded-random.ts';
import { MalformedPackError } from './byte-reader.ts';
import { packPositions } from './pack-positions.ts';
import type { PositionRecord } from './record.ts';
import { unpackPositions } from './unpack-positions.ts';

test('gives every list back in its order, extremes included', () => {
  const random = seededRandom(5);
  for (let round = 0; round < 300; round++) {
    const trackers = Array.from({ length: random.integer(1, 6) }, () => randomUuid(random));
    const records = Array.from({ length: random.integer(0, 40) }, () =>
      randomPosition(random, random.next() < 0.3 ? undefined : trackers[random.integer(0, trackers.length - 1)]),
    );
    assert.deepEqual(unpackPositions(packPositions(records)), records);
  }
});

test('reads an entry that begins in the middle of a larger buffer', () => {
  const random = seededRandom(6);
  const records = [randomPosition(random), randomPosition(random)];
  const larger = Buffer.concat([Buffer.from('head'), packPositions(records), Buffer.from('tail')]);
  assert.deepEqual(unpackPositions(larger.subarray(4, -4)), records);
});

test('keeps one position of each tracker within 40 bytes and further ones within 24', () => {
  const walkers = Array.from({ length: 100 }, (_, index) => walk(index, 1));
  assert.ok(packPositions(walkers.flat()).length <= 40 * 100);
  const long = walk(7, 1_000);
  assert.ok(packPositions(long).length <= 24 * 1_000);
});

test('refuses an entry cut at any byte, one with more behind and one of another version', () => {
  const random = seededRandom(8);
  const bytes = packPositions([1, 2, 3].map(() => randomPosition(random)));
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => unpackPositions(bytes.subarray(0, length)), MalformedPackError, `cut at ${length}`);
  }
  assert.throws(() => unpackPositions(Uint8Array.of(...bytes, 0)), /1 bytes follow/);
  assert.throws(() => unpackPositions(Uint8Array.of(2, ...bytes.subarray(1))), /version 2 is unknown, expected 1/);
});

test('refuses an absurd count before making room for it', () => {
  assert.throws(() => unpackPositions(Uint8Array.of(1, 1, 255, 255, 255, 255, 127, 0)), /truncated/);
  assert.throws(() => unpackPositions(Uint8Array.of(1, 0, ...Array(12).fill(255))), /beyond 2\^53/);
});

test('refuses a tracker that is not in the table and a presence that is none', () => {
  const [first, second] = walk(11, 2).map((record) => ({
    ...record,
    accuracyCentimeters: null,
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
  }));
  assert.ok(first !== undefined && second !== undefined);
  const bytes = packPositions([first, second]);
  assert.throws(() => unpackPositions(bytes.with(20, 5)), /tracker 5 of 1 does not exist/);
  assert.throws(() => unpackPositions(bytes.with(bytes.length - 1, 7)), /presence 7 of headingCentidegrees is unknown/);
});

test('ends in a malformed entry or in positions, whatever byte is damaged', () => {
  const random = seededRandom(9);
  const bytes = packPositions(Array.from({ length: 20 }, () => randomPosition(random)));
  for (let round = 0; round < 2_000; round++) {
    const damaged = Uint8Array.from(bytes);
    damaged[random.integer(0, bytes.length - 1)] = random.integer(0, 255);
    try {
      assert.ok(Array.isArray(unpackPositions(damaged)));
    } catch (error) {
      assert.ok(error instanceof MalformedPackError);
    }
  }
});

test('refuses a record that no position can be', () => {
  const record = randomPosition(seededRandom(10));
  assert.throws(() => packPositions([{ ...record, latitudeE7: 1.5 }]), /latitudeE7/);
  assert.throws(() => packPositions([{ ...record, recordedAt: -1 }]), /recordedAt/);
  assert.throws(() => packPositions([{ ...record, headingCentidegrees: 36_000 }]), /headingCentidegrees/);
  assert.throws(() => packPositions([{ ...record, eventKind: 256 }]), /eventKind/);
  assert.throws(() => packPositions([{ ...record, dedupe: -1n }]), /dedupe/);
  assert.throws(() => packPositions([{ ...record, trackerId: '7' }]), /UUID/);
});

/** Fixes of one person walking about a site with a phone, one a second. */
function walk(seed: number, count: number): PositionRecord[] {
  const random = seededRandom(seed);
  const trackerId = randomUuid(random);
  return Array.from({ length: count }, (_, index) => ({
    trackerId,
    recordedAt: 1_800_000_000_000 + index * 1_000 + random.integer(0, 200),
    dedupe: randomDedupe(random),
    latitudeE7: 521_000_000 + random.integer(0, 900) * 100,
    longitudeE7: 114_000_000 + random.integer(0, 900) * 100,
    altitudeCentimeters: null,
    accuracyCentimeters: random.integer(300, 2_500),
    speedMillimetersPerSecond: random.integer(0, 2_000),
    headingCentidegrees: random.integer(0, 35_999),
    eventKind: 0,
  }));
}
