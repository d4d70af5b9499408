import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { PersonVisit } from '../src/domain/person-visit.ts';
import { rulesOf } from '../src/domain/rules.ts';
import { timesheetOf, type Sheet, type TenantFacts } from '../src/domain/timesheet.ts';
import { naiveDays } from './naive-sheet.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

const rules = rulesOf({
  gapSeconds: 600,
  leastStaySeconds: 120,
  longStaySeconds: 36_000,
  graceSeconds: 3_600,
  maxOfflineSeconds: 172_800,
});
const breaks = new Set(['canteen']);
/** Sunday of the week in which clocks of Europe go back, and of the one in which they go forth. */
const WEEKS = ['2026-10-19', '2026-03-23', '2026-11-16'];
const ZONE = 'Europe/Amsterdam';
const HOUR = 3_600_000;

const tenant = (now: number): TenantFacts => ({
  rules,
  breaks,
  timeZones: new Map(),
  tenantZone: ZONE,
  arrived: { reached: new Map(), logTime: 0 },
  now,
});

/** Visits on the last days of a week and the first of the next; times are whole multiples of `grainMs`. */
function randomVisits(random: SeededRandom, { monday, grainMs }: { monday: string; grainMs: number }): PersonVisit[] {
  const start = Date.parse(`${monday}T00:00:00Z`) + 5 * 24 * HOUR;
  const grains = (ms: number) => random.whole(0, ms / grainMs) * grainMs;
  return Array.from({ length: random.whole(1, 14) }, (_, index) => {
    const from = start + grains(50 * HOUR);
    const to = from + grains(random.pick([3 * 60_000, 20 * 60_000, 3 * HOUR, 14 * HOUR]));
    const silence = from + grains(to - from);
    const stale = random.next() < 0.3 ? [{ from: silence, to: silence + grains(to - silence) }] : [];
    const zoneId = random.pick(['yard', 'hall', 'canteen']);
    return { personVisitId: String(index), zoneId, from, to, stale };
  });
}

/** What a sheet says, apart from the names of visits. */
function saysOf(sheet: Sheet) {
  return sheet.days.map(({ lines, exceptions, ...day }) => ({
    ...day,
    lines: lines.map(({ visitIds: _visitIds, ...line }) => line),
    exceptions: exceptions.map(({ visitIds: _visitIds, ...exception }) => exception),
  }));
}

test('counts what is counted second by second', () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = seededRandom(seed);
    const monday = random.pick(WEEKS);
    const visits = randomVisits(random, { monday, grainMs: 1_000 });
    const start = Date.parse(`${monday}T00:00:00Z`) + 4 * 24 * HOUR;
    const window = { from: start, to: start + 5 * 24 * HOUR };
    const expected = naiveDays({ visits, rules, breaks, ...window, dateOf: dateIn(ZONE) });
    const next = new Date(Date.parse(monday) + 7 * 24 * HOUR).toISOString().slice(0, 10);
    const days = [monday, next].flatMap((week) => timesheetOf(week, facts(visits), tenant(window.to)).days);
    const found = days.flatMap(({ date, workedSeconds, breakSeconds }) =>
      workedSeconds + breakSeconds ? [[date, { worked: workedSeconds, rest: breakSeconds }] as const] : [],
    );
    assert.deepEqual(new Map(found), expected, `seed ${seed}`);
  }
});

test('says the same however the same visits are ordered, repeated and divided', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seededRandom(seed);
    const monday = random.pick(WEEKS);
    const visits = randomVisits(random, { monday, grainMs: 1 });
    const now = Date.parse(monday) + random.pick([6, 7, 8]) * 24 * HOUR + random.whole(0, 24 * HOUR);
    const open = visits.map((visit) => (random.next() < 0.1 ? { ...visit, to: null } : visit));
    const expected = saysOf(timesheetOf(monday, facts(open), tenant(now)));
    const divided = open.flatMap((visit) => (random.next() < 0.5 ? dividedVisit(visit, random) : [visit]));
    const repeated = [...divided, ...divided.filter(() => random.next() < 0.3)];
    const sheet = timesheetOf(monday, facts(random.shuffled(repeated)), tenant(now));
    assert.deepEqual(saysOf(sheet), expected, `seed ${seed}`);
  }
});

test('adds up: lines to days, days to weeks, weeks to all that was stayed', () => {
  for (let seed = 1; seed <= 300; seed += 1) {
    const random = seededRandom(seed);
    const monday = random.pick(WEEKS);
    const visits = randomVisits(random, { monday, grainMs: 1 });
    const next = new Date(Date.parse(monday) + 7 * 24 * HOUR).toISOString().slice(0, 10);
    const sheets = [monday, next].map((week) =>
      timesheetOf(week, facts(visits), tenant(Date.parse(next) + 9 * 24 * HOUR)),
    );
    const days = sheets.flatMap((sheet) => sheet.days);
    for (const { lines, onSiteSeconds, workedSeconds, breakSeconds, from, to } of days) {
      assert.equal(sum(lines.map(({ seconds }) => seconds)), onSiteSeconds);
      assert.equal(workedSeconds + breakSeconds, onSiteSeconds);
      lines.forEach((line, index) =>
        assert.ok(from <= line.from && line.from < line.to && line.to <= (lines[index + 1]?.from ?? to)),
      );
    }
    for (const sheet of sheets) assert.equal(sum(sheet.days.map((day) => day.onSiteSeconds)), sheet.onSiteSeconds);
    // Stretches as if there were neither days nor weeks: what touches is one.
    const whole: { from: number; to: number }[] = [];
    for (const { from, to } of days.flatMap(({ lines }) => lines)) {
      const last = whole.at(-1);
      if (last?.to === from) last.to = to;
      else whole.push({ from, to });
    }
    const stayed = sum(whole.map(({ from, to }) => Math.floor(to / 1_000) - Math.floor(from / 1_000)));
    assert.equal(sum(sheets.map((sheet) => sheet.onSiteSeconds)), stayed, `seed ${seed}`);
  }
});

const facts = (visits: readonly PersonVisit[]) => ({ visits, carried: [], isVisitor: false });
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** A visit in two parts that touch, as if somebody else had carried the tracker from an instant on. */
function dividedVisit(visit: PersonVisit, random: SeededRandom): PersonVisit[] {
  const at = visit.from + random.whole(0, 10 * HOUR);
  if (visit.to !== null && at >= visit.to) return [visit];
  const before = visit.stale.flatMap(({ from, to }) =>
    from < at ? [{ from, to: to === null || to > at ? at : to }] : [],
  );
  const after = visit.stale.flatMap(({ from, to }) =>
    to === null || to > at ? [{ from: Math.max(from, at), to }] : [],
  );
  return [
    { ...visit, to: at, stale: before },
    { ...visit, personVisitId: `${visit.personVisitId} b`, from: at, stale: after },
  ];
}

/** Calendar days as `Intl` has them, looked up once for each quarter of an hour. */
function dateIn(timeZone: string): (instant: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const known = new Map<number, string>();
  return (instant) => {
    const quarter = Math.floor(instant / 900_000);
    const date = known.get(quarter) ?? format.format(quarter * 900_000);
    known.set(quarter, date);
    return date;
  };
}
