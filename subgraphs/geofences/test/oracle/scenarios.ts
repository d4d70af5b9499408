import { array, constantFrom, integer, nat, oneof, record, tuple, boolean, type Arbitrary } from 'fast-check';

import { PLAIN_RULES, type ActiveHours, type PresenceRules } from '../../src/domain/geofence/rules.ts';
import type { OracleVersion } from './fence-history.ts';
import type { OracleFix } from './oracle-fix.ts';
import { PLACES, placeAt, shapeNamed, type PlaceName } from './yard.ts';

/** Monday, 2 March 2026, ten minutes before eight in UTC. */
export const BEGIN = Date.UTC(2026, 2, 2, 7, 50);
const SECOND = 1_000;

/** Times between fixes, seconds: around what rules ask for, and long enough for nights. */
const SHORT = [10, 20, 30, 60, 0, 1];
const LONG = [61, 90, 120, 300, 301, 600, 901, 3_600, 14_400, 14_401, 50_000];
const ALWAYS_BEFORE = -86_400;

const aStep = record({
  gap: oneof({ weight: 5, arbitrary: constantFrom(...SHORT) }, { weight: 2, arbitrary: constantFrom(...LONG) }),
  oneMsMore: nat(9).map((n) => n === 9),
  east: integer({ min: -3, max: 3 }),
  north: integer({ min: -2, max: 2 }),
  leaps: nat(19).map((n) => n === 19),
  accuracyMeters: constantFrom(null, 5, 20, 60),
  altitudeMeters: constantFrom(null, null, 8, 2, 30),
  off: nat(19).map((n) => n === 19),
});

/** Up to so many fixes of one tracker, in order: a walk in steps of 25 m, here and there with an error of kilometres. */
export function aTrack(maxLength: number, minLength = 0): Arbitrary<OracleFix[]> {
  return array(aStep, { minLength, maxLength, size: 'max' }).map((steps) => {
    let [at, x, y] = [BEGIN, 0, 0];
    return steps.map(({ gap, oneMsMore, east, north, leaps, off, ...measured }, index) => {
      at += gap * SECOND + (oneMsMore ? 1 : 0);
      // Nobody goes far from the yard.
      [x, y] = [clamp(x + east, 12), clamp(y + north, 8)];
      const place = placeAt((leaps ? 1_000 : x) * 25, y * 25);
      return { recordedAt: at, dedupe: dedupeOf(index), ...place, off, ...measured };
    });
  });
}

/** A different number for each, in no order, some above 2^63. */
function dedupeOf(index: number): bigint {
  return BigInt.asUintN(64, BigInt(index + 1) * 0x9e37_79b9_7f4a_7c15n);
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(-most, value));
}

const NIGHT_AND_DAY: readonly ActiveHours[] = [
  { timeZone: 'UTC', weekly: [{ days: [1, 2, 3, 4, 5], fromMinute: 480, toMinute: 540 }] },
  { timeZone: 'Europe/Berlin', weekly: [{ days: [1, 2], fromMinute: 1_200, toMinute: 530 }] },
];

/** Rules of every kind; what they shrink to is the plain rule. */
export const someRules: Arbitrary<PresenceRules> = record({
  enterBufferMeters: constantFrom(0, 0, 15),
  exitBufferMeters: constantFrom(0, 15, 40),
  exitAccuracyWeight: constantFrom(0, 1, 2.5),
  maxAccuracyMeters: constantFrom(null, 50),
  plausibleOnly: boolean(),
  minAltitudeMeters: constantFrom(null, null, null, 5),
  maxAltitudeMeters: constantFrom(null, null, null, 20),
  enterConfirmFixes: constantFrom(1, 1, 2, 3),
  enterConfirmSeconds: constantFrom(null, 30, 90),
  exitConfirmFixes: constantFrom(1, 2, 3),
  exitConfirmSeconds: constantFrom(null, 30, 120),
  dwellSeconds: constantFrom(null, 60, 300),
  loiterSeconds: constantFrom(null, 60, 240),
  loiterRadiusMeters: constantFrom(40, 80),
  crossingSeconds: constantFrom(null, 60),
  silence: constantFrom<readonly (number | null)[]>(
    [null, null, null],
    [null, 300, null],
    [120, 300, 900],
    [60, null, 14_400],
    [120, 120, 120],
  ),
  endsWhenOff: boolean(),
  activeHours: constantFrom(null, null, null, null, null, null, ...NIGHT_AND_DAY),
}).map(({ silence: [probable = null, stale = null, end = null], ...rules }) => ({
  ...PLAIN_RULES,
  ...rules,
  probableAfterSeconds: probable,
  staleAfterSeconds: stale,
  endAfterSeconds: end,
}));

const aVersion = record({
  /** Seconds after the begin. */
  validFrom: constantFrom(60, 100, 130, 300, 600, 1_000, 5_000, ALWAYS_BEFORE),
  place: constantFrom<PlaceName | null>(...PLACES, null),
  rules: someRules,
});

/** A version whose shape is one of the yard's. */
export interface DrawnVersion extends OracleVersion {
  readonly place: PlaceName | null;
}

/** The versions of a geofence: the first with a shape, later ones edits, into the past too, or its end. */
export function aFence(geofenceId: string, maxEdits: number): Arbitrary<DrawnVersion[]> {
  const first = record({
    validFrom: constantFrom(ALWAYS_BEFORE, 60, 600),
    place: constantFrom<PlaceName | null>(...PLACES),
    rules: someRules,
  });
  return tuple(first, array(aVersion, { maxLength: maxEdits })).map(([made, edits]) =>
    [made, ...edits].map(({ validFrom, place, rules }, index) => ({
      geofenceId,
      number: index + 1,
      validFrom: BEGIN + validFrom * SECOND,
      place,
      shape: place && shapeNamed(place),
      rules,
    })),
  );
}
