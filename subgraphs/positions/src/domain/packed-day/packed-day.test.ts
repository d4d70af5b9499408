import assert from 'node:assert/strict';
import { test } from 'node:test';

import { comparePositions, createByteWriter, MalformedPackError } from '@trekker/geo';
import * as fc from 'fast-check';

import { dedupeOf } from '../dedupe.ts';
import { createColumns, finishColumns, openColumns } from './columns.ts';
import type { KeptPosition } from './kept-position.ts';
import { packDay } from './pack-day.ts';
import { unpackDay, unpackDetails, unpackPath } from './unpack-day.ts';

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const instant = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  fc.integer({ min: 1_700_000_000, max: 1_700_000_100 }).map((s) => s * 1_000),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const json = fc.oneof(
  fc.constant('{}'),
  fc.json(),
  fc.integer({ min: 1, max: 5_000 }).map((length) => JSON.stringify({ raw: 'x'.repeat(length), ключ: length })),
);
const quantities = fc.record({
  latitudeE7: fc.oneof(int32, fc.integer({ min: 525_000_000, max: 525_000_900 })),
  longitudeE7: int32,
  altitudeCentimeters: maybe(int32),
  accuracyCentimeters: maybe(fc.constantFrom(500, 1_000, 2 ** 31 - 1)),
  speedMillimetersPerSecond: maybe(fc.integer({ min: 0, max: 60 }).map((value) => Math.round(value / 0.0036))),
  headingCentidegrees: maybe(fc.integer({ min: 0, max: 35_999 })),
  eventKind: fc.integer({ min: 0, max: 255 }),
});
const kept: fc.Arbitrary<KeptPosition> = fc
  .record({
    quantities,
    recordedAt: instant,
    other: maybe(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })),
    batteryPercent: maybe(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double(), fc.constantFrom(87.3, -0))),
    attributes: maybe(json),
    receivedAt: instant,
    appendedAt: instant,
    partition: fc.integer({ min: 0, max: 15 }),
    offset: fc.integer({ min: 0, max: 2 ** 50 }),
  })
  .map(({ quantities: of, other, ...rest }) => ({ ...rest, ...of, dedupe: other ?? dedupeOf(of) }));
const days = fc.array(kept, { minLength: 1, maxLength: 60 }).map((positions) => positions.toSorted(comparePositions));

test('gives back every position as it was, bit by bit', () => {
  fc.assert(
    fc.property(days, (positions) => assert.deepStrictEqual(unpackDay(packDay(positions)), positions)),
    {
      numRuns: 400,
    },
  );
});

test('gives back long days, their runs and their tables', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 100, max: 900 }), (positions, length) => {
      const long = Array.from({ length }, (_, index) => ({
        ...(positions[index % positions.length] as KeptPosition),
        recordedAt: 1_700_000_000_000 + index * 5_000,
        offset: index * 3,
      }));
      assert.deepStrictEqual(unpackDay(packDay(long)), long);
    }),
    { numRuns: 25, endOnFailure: true },
  );
});

test('keeps positions of one instant apart', () => {
  const same = [1, 2, 3].map((latitudeE7) => ({ ...plain(0), latitudeE7 }));
  const positions = same.map((one) => ({ ...one, dedupe: dedupeOf(one) })).toSorted(comparePositions);
  assert.deepStrictEqual(unpackDay(packDay(positions)), positions);
});

test('tells when and where without reading anything else', () => {
  const positions = Array.from({ length: 300 }, (_, index) => plain(index));
  const path = unpackPath(packDay(positions).path);
  assert.deepEqual(
    [...path.recordedAt],
    positions.map(({ recordedAt }) => recordedAt),
  );
  assert.deepEqual(
    [...path.latitudeE7],
    positions.map(({ latitudeE7 }) => latitudeE7),
  );
  assert.deepEqual(
    [...path.longitudeE7],
    positions.map(({ longitudeE7 }) => longitudeE7),
  );
});

test('refuses bytes of another format, of another path and damaged ones', () => {
  const { path, details } = packDay(Array.from({ length: 300 }, (_, index) => plain(index)));
  const damaged = { name: MalformedPackError.name };
  assert.throws(() => unpackPath(Uint8Array.of(2, ...path.subarray(1))), damaged);
  assert.throws(() => unpackDetails(details, unpackPath(packDay([plain(0)]).path)), damaged);
  for (let length = 0; length < path.length; length += 1) {
    assert.throws(() => unpackPath(path.subarray(0, length)), damaged, `${length} bytes`);
  }
  for (let length = 0; length < details.length; length += 1) {
    assert.throws(() => unpackDay({ path, details: details.subarray(0, length) }), damaged, `${length} bytes`);
  }
});

test('refuses to open what says that it is more than a day may be', () => {
  const size = (...lengths: number[]) => {
    const writer = createByteWriter(16);
    for (const length of lengths) writer.varint(length);
    return writer.finish();
  };
  assert.throws(() => openColumns(size(0, 0, 2 ** 28 + 1)), /268435457 bytes are more than a day/);
  assert.throws(
    () => unpackPath(Uint8Array.of(1, ...size(10_000_001, 0, 0, 0))),
    /10000001 positions are more than a day/,
  );
});

test('refuses a number that is not whole', () => {
  assert.throws(() => packDay([{ ...plain(0), receivedAt: 0.5 }]), RangeError);
});

test('refuses to write more than it reads again', () => {
  const columns = createColumns();
  for (let times = 0; times < 2; times += 1) columns.squeezed.push(new Uint8Array(2 ** 27 + 1));
  assert.throws(() => finishColumns(columns), RangeError);
});

function plain(index: number): KeptPosition {
  const of = {
    latitudeE7: 525_000_000 + Math.round(Math.sin(index) * 1_000),
    longitudeE7: 134_000_000 + index * 100,
    altitudeCentimeters: 100,
    accuracyCentimeters: index % 2 ? null : 500,
    speedMillimetersPerSecond: null,
    headingCentidegrees: 9_000,
    eventKind: 0,
  };
  const recordedAt = 1_700_000_000_000 + index * 10_000;
  const times = { recordedAt, receivedAt: recordedAt + 900, appendedAt: recordedAt + 905 };
  return { ...of, ...times, dedupe: dedupeOf(of), batteryPercent: 80, attributes: null, partition: 3, offset: index };
}
