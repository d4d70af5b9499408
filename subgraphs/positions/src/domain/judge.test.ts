import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EVENT_KIND } from '@trekker/geo';
import type { PlacedFix, RegionReport } from '@trekker/protocols';

import { judge, OLDEST } from './judge.ts';

const NOW = Date.UTC(2026, 0, 1);

const judged = (changes: Partial<PlacedFix>) =>
  judge(
    {
      kind: 'fix',
      fix: { identifier: 'bus-1', recordedAt: NOW, latitude: 52.5, longitude: 13.4, attributes: {}, ...changes },
    },
    NOW,
  );

/** The reason a fix is refused for, or null. */
const refusal = (changes: Partial<PlacedFix>) => {
  const result = judged(changes);
  return result.kind === 'implausible' ? result.reason : null;
};

const accepted = (changes: Partial<PlacedFix>) => {
  const result = judged(changes);
  assert.ok(result.kind === 'plausible', JSON.stringify(result));
  return result;
};

test('accepts places up to the poles and the antimeridian, and none beyond', () => {
  for (const [field, limit] of [
    ['latitude', 90],
    ['longitude', 180],
  ] as const) {
    for (const sign of [-1, 1]) {
      assert.equal(refusal({ [field]: sign * limit }), null);
      assert.equal(refusal({ [field]: sign * (limit + 1e-7) }), 'OUT_OF_RANGE');
    }
    assert.equal(refusal({ [field]: Number.NaN }), 'OUT_OF_RANGE');
    assert.equal(refusal({ [field]: Number.POSITIVE_INFINITY }), 'OUT_OF_RANGE');
  }
});

test('accepts a time up to five minutes ahead, and none later', () => {
  assert.equal(refusal({ recordedAt: NOW + 300_000 }), null);
  assert.equal(refusal({ recordedAt: NOW + 300_001 }), 'IMPLAUSIBLE_TIME');
});

test('accepts a time from 2000 on, and none earlier', () => {
  assert.equal(OLDEST, 946_684_800_000);
  assert.equal(refusal({ recordedAt: OLDEST }), null);
  assert.equal(refusal({ recordedAt: OLDEST - 1 }), 'IMPLAUSIBLE_TIME');
});

test('refuses a time that is no whole number of milliseconds or lies beyond every calendar', () => {
  for (const recordedAt of [NOW + 0.5, Number.NaN, 8.64e15 + 2, -8.64e15 - 2])
    assert.equal(refusal({ recordedAt }), 'IMPLAUSIBLE_TIME');
});

test('takes our clock where the device sent no time', () => {
  assert.equal(accepted({ recordedAt: null }).recordedAt, NOW);
});

test('leaves out a measurement that cannot be, keeps it as reported, and accepts the place', () => {
  const rules = [
    ['altitude', 'altitudeMeters', 'altitudeCentimeters', -12_000, 1_000_000],
    ['accuracy', 'accuracyMeters', 'accuracyCentimeters', 0, 1_000_000],
    ['speed', 'speedMetersPerSecond', 'speedMillimetersPerSecond', 0, 100_000],
    ['heading', 'headingDegrees', 'headingCentidegrees', 0, 360],
    ['battery', 'batteryPercent', 'batteryPercent', 0, 100],
  ] as const;
  for (const [name, reported, kept, least, most] of rules) {
    for (const value of [least, most]) assert.notEqual(accepted({ [reported]: value })[kept], null, `${name} ${value}`);
    for (const value of [least - 1, most + 1]) {
      const fix = accepted({ [reported]: value, attributes: { alarm: 'sos' } });
      assert.equal(fix[kept], null, `${name} ${value}`);
      assert.deepEqual(fix.attributes, { alarm: 'sos', [`reported.${name}`]: value });
    }
  }
  assert.equal(accepted({}).attributes, null);
});

const region = (changes: Partial<RegionReport>) => {
  const said = { identifier: 'bus-1', event: 'enter', region: 'Gate', regionId: null } as const;
  const report = { ...said, recordedAt: NOW, latitude: null, longitude: null, ...changes };
  return judge({ kind: 'region', report }, NOW);
};

test('takes a region event with a place or without, in fixed units', () => {
  const event = { kind: 'region', recordedAt: NOW, event: 'enter', region: 'Gate', regionId: null };
  const nowhere = { latitudeE7: null, longitudeE7: null, accuracyCentimeters: null };
  assert.deepEqual(region({}), { ...event, ...nowhere });
  assert.deepEqual(region({ recordedAt: null }), { ...event, ...nowhere });
  const there = { latitudeE7: 900_000_000, longitudeE7: -1_800_000_000, accuracyCentimeters: 150 };
  assert.deepEqual(region({ latitude: 90, longitude: -180, accuracyMeters: 1.5 }), { ...event, ...there });
});

test('refuses a region event at a place or time that cannot be, and leaves out an accuracy that cannot', () => {
  const reasonOf = (changes: Partial<RegionReport>) => {
    const judgement = region(changes);
    return judgement.kind === 'implausible' ? judgement.reason : null;
  };
  assert.equal(reasonOf({ latitude: 91, longitude: 0 }), 'OUT_OF_RANGE');
  assert.equal(reasonOf({ latitude: 0, longitude: 181 }), 'OUT_OF_RANGE');
  assert.equal(reasonOf({ recordedAt: OLDEST - 1 }), 'IMPLAUSIBLE_TIME');
  assert.equal(reasonOf({ recordedAt: NOW + 300_001 }), 'IMPLAUSIBLE_TIME');
  for (const accuracyMeters of [-1, 1_000_001]) {
    const judgement = region({ accuracyMeters });
    assert.ok(judgement.kind === 'region');
    assert.equal(judgement.accuracyCentimeters, null);
  }
});

test('keeps apart what is of a kind that is not read', () => {
  const problem = { field: '_type', value: 'encrypted', expected: 'of another kind' };
  assert.deepEqual(judge({ kind: 'unsupported', identifier: 'bus-1', problem }, NOW), {
    kind: 'implausible',
    reason: 'UNSUPPORTED',
    message: '_type must be of another kind, got "encrypted"',
  });
});

test('takes a heartbeat for a sign of life, and says what is wrong with a message that cannot be read', () => {
  assert.deepEqual(judge({ kind: 'heartbeat', identifier: 'bus-1', recordedAt: null, attributes: {} }, NOW), {
    kind: 'heard',
  });
  const problem = { field: 'lat', value: 'north', expected: 'a number' };
  assert.deepEqual(judge({ kind: 'malformed', identifier: 'bus-1', problem }, NOW), {
    kind: 'implausible',
    reason: 'OUT_OF_RANGE',
    message: 'lat must be a number, got "north"',
  });
});

test('knows a device that says with a fix that it is being switched off', () => {
  const kinds = ['powerOff', 'lowBattery,powerOff', 'powerOffline', undefined].map(
    (alarm) => accepted({ attributes: alarm === undefined ? {} : { alarm } }).eventKind,
  );
  assert.deepEqual(kinds, [EVENT_KIND.deviceOff, EVENT_KIND.deviceOff, EVENT_KIND.none, EVENT_KIND.none]);
});
