import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { Temporal } from 'temporal-polyfill';

import { addDays, mondayOf } from '../src/domain/calendar.ts';
import { rulesOf } from '../src/domain/rules.ts';
import { timesheetOf } from '../src/domain/timesheet.ts';

const CASES = join(import.meta.dirname, '../../../../shared/data/timesheets/rule-cases.json');
const skip = existsSync(CASES) ? false : `${CASES} is absent`;
const DAY_MS = 86_400_000;

interface RuleCase {
  readonly id: string;
  readonly kind: string;
  readonly zone: string;
  readonly start: string;
  readonly end: string;
  readonly expected_min: number;
  readonly rule: string;
  readonly pairing: string;
  readonly expected_h: number;
  readonly logs: readonly { readonly min: number; readonly type?: 'IN' | 'OUT' }[];
}

/** Kinds whose rules come with shifts, rounding, overtime and manual entry. */
const LATER = [
  'rounding',
  'parse_duration',
  'parse_duration_invalid',
  'shift_match',
  'overlapping_shifts',
  'attendance',
  'evening_minutes',
  'overtime_effective_hours',
  'overtime_split',
];
/** Whether somebody stands in a circle is the business of geofences. */
const ELSEWHERE = ['checkin_radius'];

const cases: RuleCase[] = skip ? [] : JSON.parse(readFileSync(CASES, 'utf8'));
const rules = rulesOf({
  gapSeconds: 0,
  leastStaySeconds: 0,
  longStaySeconds: 604_800,
  graceSeconds: 0,
  maxOfflineSeconds: 0,
});

/** Seconds of the week a stay begins in and of the next, and all days of both. */
function workedIn(stays: readonly (readonly [from: number, to: number])[], zone: string) {
  const visits = stays.map(([from, to]) => ({ personVisitId: String(from), zoneId: 'yard', from, to, stale: [] }));
  const first = new Date((stays[0]?.[0] ?? 0) - DAY_MS).toISOString().slice(0, 10);
  const arrived = { reached: new Map<string, number>(), logTime: 0 };
  const site = { breaks: new Set<string>(), timeZones: new Map<string, string>(), tenantZone: zone };
  const sheets = [first, addDays(first, 7)].map((day) =>
    timesheetOf(
      mondayOf(day),
      { visits, carried: [], isVisitor: false },
      { rules, arrived, ...site, now: Date.UTC(2100, 0, 1) },
    ),
  );
  return {
    minutes: sheets.reduce((sum, { workedSeconds }) => sum + workedSeconds, 0) / 60,
    days: sheets.flatMap(({ days }) => days),
  };
}

test('knows every kind of case', { skip }, () => {
  const known = [...LATER, ...ELSEWHERE, 'dst', 'working_hours'];
  assert.deepEqual(
    cases.flatMap(({ kind }) => (known.includes(kind) ? [] : kind)),
    [],
  );
});

for (const { id, zone, start, end, expected_min: minutes } of cases.filter(({ kind }) => kind === 'dst')) {
  test(`lasts ${minutes} minutes from ${start} to ${end} in ${zone} (${id})`, () => {
    const [from, to] = [start, end].map((local) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone));
    assert.ok(from && to);
    const worked = workedIn([[from.epochMilliseconds, to.epochMilliseconds]], zone);
    assert.equal(worked.minutes, minutes);
    const evening = worked.days.find(({ date }) => date === start.slice(0, 10));
    assert.equal(evening?.workedSeconds, (evening?.to ?? 0) / 1_000 - from.epochMilliseconds / 1_000);
  });
}

for (const { id, logs, pairing, expected_h: hours } of cases.filter(({ rule }) => rule === 'every_valid_pair')) {
  test(`counts ${hours} hours of ${logs.length} logs in valid pairs (${id})`, () => {
    const stays: [number, number][] = [];
    let since: number | null = null;
    for (const { min, type } of logs) {
      const isIn: boolean = pairing === 'alternating' ? since === null : type === 'IN';
      if (isIn) since ??= min;
      else if (since !== null) {
        stays.push([since * 60_000, min * 60_000]);
        since = null;
      }
    }
    const start = Date.parse('2026-11-18T06:00:00Z');
    const worked = workedIn(
      stays.map(([from, to]) => [start + from, start + to]),
      'UTC',
    );
    assert.equal(worked.minutes / 60, hours);
  });
}
