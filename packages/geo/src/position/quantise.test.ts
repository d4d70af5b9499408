import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../test/seeded-random.ts';
import {
  degrees,
  headingDegrees,
  meters,
  metersPerSecond,
  QUANTITY_MAX,
  quantiseDegrees,
  quantiseFix,
  quantiseHeading,
  quantiseMeters,
  quantiseMetersPerSecond,
} from './quantise.ts';

test('rounds halves away from zero', () => {
  assert.deepEqual([0.125, -0.125, 0.375, -0.375].map(quantiseMeters), [13, -13, 38, -38]);
  assert.deepEqual([0.0625, -0.0625].map(quantiseMetersPerSecond), [63, -63]);
});

test('does not round up the double just below a half', () => {
  assert.equal(quantiseMeters(0.49999999999999994 / 100), 0);
});

test('never gives minus zero', () => {
  const zeros = [
    quantiseDegrees(-0),
    quantiseDegrees(-1e-9),
    quantiseMeters(-0.001),
    quantiseHeading(-0),
    quantiseHeading(-360),
  ];
  for (const zero of zeros) assert.ok(Object.is(zero, 0));
});

test('brings every heading into one turn', () => {
  assert.deepEqual(
    [0, 360, 359.99, 359.995, 359.994, -90, 720.5, -0.001].map(quantiseHeading),
    [0, 0, 35_999, 0, 35_999, 27_000, 50, 0],
  );
});

test('gives the same fixed units after any number of round trips', () => {
  const random = seededRandom(2);
  for (let round = 0; round < 5_000; round++) {
    const e7 = random.pick([1_800_000_000, -900_000_000, random.integer(-1_800_000_000, 1_800_000_000)]);
    const whole = random.pick([QUANTITY_MAX, -QUANTITY_MAX, random.integer(-QUANTITY_MAX, QUANTITY_MAX)]);
    const heading = random.integer(0, 35_999);
    assert.equal(quantiseDegrees(degrees(e7)), e7);
    assert.equal(quantiseMeters(meters(whole)), whole);
    assert.equal(quantiseMetersPerSecond(metersPerSecond(whole)), whole);
    assert.equal(quantiseHeading(headingDegrees(heading)), heading);
  }
});

test('reads seven decimals as they were written', () => {
  assert.equal(quantiseDegrees(-122.3951337), -1_223_951_337);
  assert.equal(degrees(-1_223_951_337), -122.3951337);
});

test('refuses what no position can hold', () => {
  for (const value of [Number.NaN, Infinity, -Infinity, 1e300]) assert.throws(() => quantiseMeters(value), RangeError);
  assert.throws(() => quantiseHeading(Number.NaN), RangeError);
  assert.throws(() => quantiseDegrees(215), RangeError);
});

test('keeps what the device did not measure null', () => {
  const fix = {
    latitude: 37.5,
    longitude: -122.25,
    altitudeMeters: null,
    accuracyMeters: 0,
    speedMetersPerSecond: 1.5,
    headingDegrees: 360,
    eventKind: 3,
  };
  assert.deepEqual(quantiseFix(fix), {
    latitudeE7: 375_000_000,
    longitudeE7: -1_222_500_000,
    altitudeCentimeters: null,
    accuracyCentimeters: 0,
    speedMillimetersPerSecond: 1_500,
    headingCentidegrees: 0,
    eventKind: 3,
  });
});
