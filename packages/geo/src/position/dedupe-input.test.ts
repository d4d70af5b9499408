import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomPosition } from '../../test/random-position.ts';
import { seededRandom } from '../../test/seeded-random.ts';
import { dedupeInput } from './dedupe-input.ts';
import type { PositionQuantities } from './record.ts';

const plain: PositionQuantities = {
  latitudeE7: 375_000_000,
  longitudeE7: -1_222_500_000,
  altitudeCentimeters: 1_200,
  accuracyCentimeters: 500,
  speedMillimetersPerSecond: 1_400,
  headingCentidegrees: 9_000,
  eventKind: 2,
};

test('writes the same bytes for ever', () => {
  assert.equal(Buffer.from(dedupeInput(plain)).toString('hex'), '0f165a0bc0b7222160000004b0000001f4000005780000232802');
});

test('tells null from zero in every optional field', () => {
  const fields = [
    'altitudeCentimeters',
    'accuracyCentimeters',
    'speedMillimetersPerSecond',
    'headingCentidegrees',
  ] as const;
  const texts = fields.flatMap((field) => [0, null].map((value) => String(dedupeInput({ ...plain, [field]: value }))));
  assert.equal(new Set(texts).size, 8);
});

test('differs where any field that a derivation reads differs, and only there', () => {
  const random = seededRandom(3);
  const seen = new Map<string, string>();
  for (let round = 0; round < 3_000; round++) {
    const { trackerId: _tracker, recordedAt: _time, dedupe: _dedupe, ...quantities } = randomPosition(random);
    const bytes = String(dedupeInput(quantities));
    const fields = JSON.stringify(quantities);
    assert.equal(seen.get(bytes) ?? fields, fields);
    seen.set(bytes, fields);
  }
});

test('does not depend on who sent the fix or when', () => {
  const random = seededRandom(4);
  assert.deepEqual(dedupeInput({ ...randomPosition(random), ...plain }), dedupeInput(plain));
});

test('refuses a field that is not a whole number of its range', () => {
  assert.throws(() => dedupeInput({ ...plain, latitudeE7: 0.5 }), /latitudeE7/);
  assert.throws(() => dedupeInput({ ...plain, longitudeE7: 2 ** 31 }), /longitudeE7/);
  assert.throws(() => dedupeInput({ ...plain, altitudeCentimeters: 2 ** 31 }), /altitudeCentimeters/);
  assert.throws(() => dedupeInput({ ...plain, headingCentidegrees: 36_000 }), /headingCentidegrees/);
  assert.throws(() => dedupeInput({ ...plain, eventKind: 256 }), /eventKind/);
});
