import assert from 'node:assert/strict';
import { test } from 'node:test';

import { contains } from '@trekker/geo';
import { assert as check, boolean, constantFrom, double, integer, option, property, record } from 'fast-check';

import { PLAIN_RULES, type PresenceRules } from '../geofence/rules.ts';
import type { KnownFence } from '../presence/fence-version.ts';
import type { Fix } from '../presence/fix.ts';
import { judge } from '../presence/judge.ts';
import { explainJudgement } from './judgement-rule.ts';
import { flagsOf } from './position-flags.ts';

const NOON = Date.UTC(2026, 10, 20, 12);
const fix = (changes: Partial<Fix & { knownAt: number }> = {}) => ({
  key: { trackerId: '01900000-0000-7000-8000-000000000000', recordedAt: NOON, dedupe: 0n },
  recordedAt: NOON,
  latitude: 0,
  longitude: 0,
  accuracyMeters: 5,
  altitudeMeters: null,
  isOff: false,
  knownAt: NOON,
  ...changes,
});
const circle = { kind: 'circle', center: { latitude: 0, longitude: 0 }, radiusMeters: 100 } as const;
const fenceOf = (rules: Partial<PresenceRules>, validFrom = 0): KnownFence => ({
  geofenceId: 'g',
  versions: [
    {
      kind: 'shaped',
      geofenceId: 'g',
      number: 1,
      edit: 1,
      validFrom,
      shape: circle,
      rules: { ...PLAIN_RULES, ...rules },
    },
  ],
});
/** A place so many metres east of the middle. */
const east = (meters: number) => ({ longitude: meters / 111_195 });
const explained = (changes: Partial<Fix>, rules: Partial<PresenceRules> = {}, isPlausible = true) => {
  const { says, decidedBy } = explainJudgement(fix(changes), fenceOf(rules), isPlausible);
  return `${says} ${decidedBy}`;
};

test('names the rule that decides what a position says', () => {
  assert.equal(explained({}), 'INSIDE DEEP_ENOUGH');
  assert.equal(explained(east(95), { enterBufferMeters: 10 }), 'NOTHING ENTER_BUFFER');
  assert.equal(explained(east(105)), 'OUTSIDE FAR_ENOUGH');
  assert.equal(explained(east(105), { exitBufferMeters: 10 }), 'NOTHING EXIT_BUFFER');
  assert.equal(explained(east(105), { exitAccuracyWeight: 2 }), 'NOTHING EXIT_BUFFER');
  assert.equal(explained({}, { maxAccuracyMeters: 4 }), 'NOTHING INACCURATE');
  assert.equal(explained({}, { plausibleOnly: true }, false), 'NOTHING IMPLAUSIBLE');
  assert.equal(explained({ altitudeMeters: 9 }, { minAltitudeMeters: 10 }), 'OUTSIDE ALTITUDE');
  assert.equal(explained({ altitudeMeters: 11 }, { maxAltitudeMeters: 10 }), 'OUTSIDE ALTITUDE');
  const weekly = [{ days: [1], fromMinute: 0, toMinute: 60 }];
  assert.equal(explained({}, { activeHours: { timeZone: 'UTC', weekly } }), 'NOTHING INACTIVE');
});

test('tells the version that holds, and the distance to the border of its shape', () => {
  const { version, signedDistanceMeters } = explainJudgement(fix(east(105)), fenceOf({}), true);
  assert.equal(version, 1);
  assert.ok(Math.abs((signedDistanceMeters ?? 0) - 5) < 0.01);
  assert.deepEqual(explainJudgement(fix(), fenceOf({}, NOON + 1), true), {
    says: 'NOTHING',
    decidedBy: 'NO_VERSION',
    version: null,
    signedDistanceMeters: null,
  });
});

test('says what presence itself judges', () => {
  const maybe = (most: number) => option(integer({ min: 1, max: most }));
  check(
    property(
      record({
        enterBufferMeters: constantFrom(0, 20),
        exitBufferMeters: constantFrom(0, 20),
        exitAccuracyWeight: constantFrom(0, 1),
        maxAccuracyMeters: maybe(50),
        plausibleOnly: boolean(),
        minAltitudeMeters: maybe(50),
        maxAltitudeMeters: maybe(50),
      }),
      record({ accuracyMeters: maybe(60), altitudeMeters: maybe(60) }),
      double({ min: 0, max: 200, noNaN: true }),
      boolean(),
      (rules, measured, meters, isPlausible) => {
        const one = fix({ ...measured, ...east(meters) });
        const fence = fenceOf(rules);
        const [version] = fence.versions;
        assert.ok(version?.kind === 'shaped');
        const judgement = judge(version, one, { isContained: contains(circle, one), isPlausible });
        const { says } = explainJudgement(one, fence, isPlausible);
        assert.equal({ INSIDE: 'IN', OUTSIDE: 'OUT', NOTHING: 'NOTHING' }[says], judgement);
      },
    ),
  );
});

test('flags what was told twice, hardly moved, cannot be, or comes from a clock that is ahead', () => {
  const flags = (before: Partial<Fix> | null, after: Partial<Fix & { knownAt: number }> = {}, isPlausible = true) =>
    flagsOf({ fix: fix(after), before: before && fix(before), isPlausible }).flags;
  assert.deepEqual(flags(null), []);
  assert.deepEqual(flags({ recordedAt: NOON - 1_000 }), ['DUPLICATE', 'STATIC']);
  assert.deepEqual(flags({ recordedAt: NOON - 1_001 }), ['STATIC']);
  assert.deepEqual(flags({ recordedAt: NOON - 1_001, accuracyMeters: 20, ...east(19) }), ['STATIC']);
  assert.deepEqual(flags({ recordedAt: NOON - 1_001, accuracyMeters: 18, ...east(19) }), []);
  assert.deepEqual(flags({ recordedAt: NOON - 900, accuracyMeters: null }, { accuracyMeters: null }), ['DUPLICATE']);
  assert.deepEqual(flags({ recordedAt: NOON - 900, ...east(6) }), []);
  assert.deepEqual(flags(null, {}, false), ['IMPLAUSIBLE']);
  assert.deepEqual(flags(null, { knownAt: NOON - 30_001 }), ['CLOCK_AHEAD']);
  assert.deepEqual(flags(null, { knownAt: NOON - 30_000 }), []);
});

test('tells how far a position is from the one before, and the speed that implies', () => {
  const { movedMeters, impliedSpeedMetersPerSecond } = flagsOf({
    fix: fix(),
    before: fix({ recordedAt: NOON - 10_000, ...east(100) }),
    isPlausible: true,
  });
  assert.ok(Math.abs((movedMeters ?? 0) - 100) < 0.01);
  assert.ok(Math.abs((impliedSpeedMetersPerSecond ?? 0) - 10) < 0.001);
  const atOnce = flagsOf({ fix: fix(), before: fix(east(50)), isPlausible: true });
  assert.equal(atOnce.impliedSpeedMetersPerSecond, null);
  const first = flagsOf({ fix: fix(), before: null, isPlausible: true });
  assert.deepEqual([first.movedMeters, first.impliedSpeedMetersPerSecond], [null, null]);
});
