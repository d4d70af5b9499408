import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { RulesOn } from '../filter/effective-rules.ts';
import { FILTER_RULE_NAMES, type FilterRule } from '../filter/filter-rule.ts';
import { midnightBefore, walkDays } from './day-walk.ts';
import type { TrackPoint } from './track-point.ts';

const DAY = 86_400_000;
const NOON = Date.UTC(2026, 5, 1, 12);
/** Degrees of latitude in a metre, nearly. */
const METER = 1 / 111_194.926;

function on(rules: Partial<Record<FilterRule, number | null | string[]>>): RulesOn {
  const given = FILTER_RULE_NAMES.flatMap((rule) => {
    const value = rules[rule];
    if (value === undefined) return [];
    const setting = Array.isArray(value)
      ? { isOn: true, limit: null, attributes: value }
      : { isOn: true, limit: value, attributes: null };
    return [[rule, { rule, setting, scope: { kind: 'TENANT' as const }, setAt: 1 }] as const];
  });
  return new Map(given);
}

/** A position so many seconds past noon and so many metres north of the equator. */
function at(second: number, meters = 0, changes: Partial<TrackPoint<string>> = {}): TrackPoint<string> {
  return {
    position: `${second}`,
    recordedAt: NOON + second * 1_000,
    latitude: meters * METER,
    longitude: 0,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    attributes: {},
    ...changes,
  };
}

/** The flags of each position as `KIND>neighbour`. */
function flagsOf(rules: RulesOn, points: readonly TrackPoint<string>[]): string[] {
  const walk = walkDays<string>(rules);
  return points.map((point) =>
    walk(point)
      .map(({ kind, neighbour }) => `${kind}>${neighbour}`)
      .join(' '),
  );
}

test('flags nothing where no rule is on, whatever the positions are', () => {
  assert.deepEqual(flagsOf(new Map(), [at(0), at(0), at(0, 1e6), at(1, 0)]), ['', '', '', '']);
});

test('measures against the last position without a flag, so that slow movement is not thinned to nothing', () => {
  const creeping = [0, 4, 8, 12, 16, 20].map((meters, index) => at(index * 10, meters));
  assert.deepEqual(flagsOf(on({ DISTANCE: 10 }), creeping), ['', 'NEAR>0', 'NEAR>0', '', 'NEAR>30', 'NEAR>30']);
  const often = [0, 20, 40, 60, 80].map((second) => at(second));
  assert.deepEqual(flagsOf(on({ MIN_PERIOD: 40 }), often), ['', 'FREQUENT>0', '', 'FREQUENT>40', '']);
});

test('says rule, limit, value and neighbour of a flag', () => {
  const walk = walkDays<string>(on({ MIN_PERIOD: 40 }));
  assert.deepEqual(walk(at(0)), []);
  assert.deepEqual(walk(at(20)), [{ kind: 'FREQUENT', rule: 'MIN_PERIOD', limit: 40, value: 20, neighbour: '0' }]);
});

test('calls what is told twice a duplicate, unless it says something that the other did not', () => {
  const rules = on({ DUPLICATE: null });
  assert.deepEqual(flagsOf(rules, [at(0), at(0, 500), at(1), at(2.001)]), ['', 'DUPLICATE>0', 'DUPLICATE>0', '']);
  assert.deepEqual(flagsOf(rules, [at(0), at(0.5, 1)]), ['', ''], 'another place at another instant');
  const saying = (second: number, attributes: TrackPoint<string>['attributes']) => at(second, 0, { attributes });
  assert.deepEqual(flagsOf(rules, [saying(0, { a: 1 }), saying(1, { a: 2 })]), ['', 'DUPLICATE>0']);
  assert.deepEqual(flagsOf(rules, [saying(0, { a: 1 }), saying(1, { b: 2 })]), ['', '']);
});

test('believes a device that says whether it stands, and asks the distance where it says nothing', () => {
  const rules = on({ STATIC: null });
  const moving = (second: number, meters: number, speedMetersPerSecond: number) =>
    at(second, meters, { speedMetersPerSecond, accuracyMeters: 50 });
  assert.deepEqual(flagsOf(rules, [at(0), moving(10, 0, 1), moving(20, 900, 0)]), ['', '', 'STATIC>10']);
  const silent = (second: number, meters: number, accuracyMeters: number | null) =>
    at(second, meters, { accuracyMeters });
  assert.deepEqual(flagsOf(rules, [silent(0, 0, 20), silent(10, 19, null), silent(20, 21, 5)]), ['', 'STATIC>0', '']);
  assert.deepEqual(
    flagsOf(rules, [silent(0, 0, null), silent(10, 0, null)]),
    ['', ''],
    'nothing is nearer than nothing',
  );
});

test('flags what cannot be reached, and believes it once a second position agrees', () => {
  const rules = on({ MAX_SPEED: 50 });
  const jump = [at(0), at(10, 5_000), at(20, 100), at(30, 200)];
  assert.deepEqual(flagsOf(rules, jump), ['', 'IMPLAUSIBLE>0', '', '']);
  const moved = [at(0), at(10, 5_000), at(20, 5_100), at(30, 5_200)];
  assert.deepEqual(flagsOf(rules, moved), ['', 'IMPLAUSIBLE>0', '', '']);
  assert.deepEqual(flagsOf(rules, [at(0), at(0, 49), at(0.1, 99.5)]), ['', '', 'IMPLAUSIBLE>0'], 'at least a second');
});

test('lets positions escape after a while and with something new to say, but not from being implausible', () => {
  const rules = on({ DISTANCE: 1_000, MAX_SPEED: 50, SKIP_LIMIT: 60, SKIP_ATTRIBUTES: ['alarm'] });
  const alarm = (second: number, meters: number, value: string) => at(second, meters, { attributes: { alarm: value } });
  const points = [at(0), at(59), at(60), alarm(70, 0, 'sos'), alarm(80, 0, 'sos'), at(90), alarm(95, 9_000, 'sos')];
  assert.deepEqual(flagsOf(rules, points), ['', 'NEAR>0', '', '', 'NEAR>70', '', 'IMPLAUSIBLE>90']);
});

test('flags what goes beyond the limit of the day, which ends at midnight of UTC', () => {
  const rules = on({ DAILY_LIMIT: 2, SKIP_LIMIT: 30_000 });
  const points = [0, 10, 20, 30_010, 30_020].map((second) => at(second));
  const overDay = ['', '', 'OVER_DAILY_LIMIT>10', '', 'OVER_DAILY_LIMIT>30010'];
  assert.deepEqual(flagsOf(rules, points), overDay);
  const midnight = (midnightBefore(NOON) + DAY - NOON) / 1_000;
  assert.deepEqual(flagsOf(rules, [...points, at(midnight - 1), at(midnight)]), [
    ...overDay,
    'OVER_DAILY_LIMIT>30010',
    '',
  ]);
});

test('begins each day of UTC with nothing before it', () => {
  const midnight = (midnightBefore(NOON) + DAY - NOON) / 1_000;
  const rules = on({ DISTANCE: 10, MAX_SPEED: 1 });
  const points = [at(midnight - 2), at(midnight - 1), at(midnight, 1e5), at(midnight + 1, 1e5)];
  assert.deepEqual(flagsOf(rules, points), ['', `NEAR>${midnight - 2}`, '', `NEAR>${midnight}`]);
});
