import assert from 'node:assert/strict';
import { test } from 'node:test';

import { startOfDay } from './calendar.ts';
import type { PersonVisit } from './person-visit.ts';
import { rulesOf } from './rules.ts';
import type { Carriage } from './watermark.ts';
import { timesheetOf, type PersonFacts, type TenantFacts } from './timesheet.ts';

const rules = rulesOf({
  gapSeconds: 1_800,
  leastStaySeconds: 120,
  longStaySeconds: 57_600,
  graceSeconds: 3_600,
  maxOfflineSeconds: 172_800,
});
const MONDAY = '2026-11-16';
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** An instant of the week: `at(1, '07:30')` is Tuesday half past seven, UTC. */
const at = (day: number, time: string) => Date.parse(`2026-11-16T${time}Z`) + day * 24 * HOUR;
const LATER = at(30, '00:00');

function visit(from: number, to: number | null, changes: Partial<PersonVisit> = {}): PersonVisit {
  return { personVisitId: `${changes.zoneId ?? 'yard'}@${from}`, zoneId: 'yard', from, to, stale: [], ...changes };
}

interface Changes extends Partial<TenantFacts>, Partial<Omit<PersonFacts, 'visits'>> {
  readonly monday?: string;
}

function sheet(
  visits: readonly PersonVisit[],
  { monday = MONDAY, carried = [], isVisitor = false, ...tenant }: Changes = {},
) {
  const arrived = { reached: new Map<string, number>(), logTime: LATER };
  const facts = { rules, breaks: new Set(['canteen']), timeZones: new Map(), tenantZone: 'UTC', arrived, now: LATER };
  return timesheetOf(monday, { visits, carried, isVisitor }, { ...facts, ...tenant });
}

/** Lines as `WORK 08:00-09:00`, of the days that have any. */
function lines(visits: readonly PersonVisit[], changes: Changes = {}): string[] {
  const time = (instant: number) => new Date(instant).toISOString().slice(11, 19).replace(/:00$/, '');
  return sheet(visits, changes).days.flatMap(({ lines: ofDay }) =>
    ofDay.map(({ kind, from, to }) => `${kind} ${time(from)}-${time(to)}`),
  );
}

const kinds = (visits: readonly PersonVisit[], changes: Changes = {}) =>
  sheet(visits, changes).days.flatMap(({ date, exceptions }) =>
    exceptions.map(({ kind, from, to }) => [date, kind, from, to] as const),
  );

test('counts nested and overlapping zones once', () => {
  const nested = [
    visit(at(0, '08:00'), at(0, '12:00')),
    visit(at(0, '09:00'), at(0, '10:00'), { zoneId: 'hall' }),
    visit(at(0, '11:00'), at(0, '13:00'), { zoneId: 'gate' }),
  ];
  assert.deepEqual(lines(nested), ['WORK 08:00-13:00']);
  assert.equal(sheet(nested).workedSeconds, 5 * 3_600);
});

test('joins visits that touch, and holes up to the longest that counts', () => {
  const [early, late] = [
    visit(at(0, '08:00'), at(0, '10:00')),
    visit(at(0, '10:30'), at(0, '12:00'), { zoneId: 'hall' }),
  ];
  assert.deepEqual(lines([visit(at(0, '10:00'), at(0, '12:00')), early]), ['WORK 08:00-12:00']);
  assert.deepEqual(lines([early, late]), ['WORK 08:00-10:00', 'GAP 10:00-10:30', 'WORK 10:30-12:00']);
  assert.equal(sheet([early, late]).workedSeconds, 4 * 3_600);
  const apart = { ...late, from: late.from + 1 };
  assert.deepEqual(lines([early, apart]), ['WORK 08:00-10:00', 'WORK 10:30-12:00']);
  assert.equal(sheet([early, apart]).workedSeconds, 3.5 * 3_600);
});

test('leaves out a stay with too little time in zones, however often it was touched', () => {
  const brush = (time: string, seconds: number) => visit(at(0, time), at(0, time) + seconds * 1_000);
  assert.deepEqual(lines([brush('08:00', 119)]), []);
  assert.deepEqual(lines([brush('08:00', 120)]), ['WORK 08:00-08:02']);
  assert.deepEqual(lines([brush('08:00', 10), brush('08:20', 10)]), []);
  assert.deepEqual(lines([brush('08:00', 60), brush('08:20', 60)]).length, 3);
});

test('lets a break area win over the zones around it, and count alone', () => {
  const lunch = visit(at(0, '11:00'), at(0, '11:30'), { zoneId: 'canteen' });
  const day = visit(at(0, '08:00'), at(0, '16:00'));
  assert.deepEqual(lines([day, lunch]), ['WORK 08:00-11:00', 'BREAK 11:00-11:30', 'WORK 11:30-16:00']);
  assert.deepEqual(lines([lunch]), ['BREAK 11:00-11:30']);
  const { workedSeconds, breakSeconds, onSiteSeconds } = sheet([day, lunch]);
  assert.deepEqual([workedSeconds, breakSeconds, onSiteSeconds], [7.5 * 3_600, 1_800, 8 * 3_600]);
});

test('splits at midnight without losing a second, and says who was on site across it', () => {
  const night = [visit(at(0, '22:00') + 400, at(1, '06:00') + 700)];
  const { days, onSiteSeconds } = sheet(night);
  assert.deepEqual(
    days.slice(0, 3).map((day) => [day.onSiteSeconds, day.firstInAt, day.lastOutAt]),
    [
      [7_200, at(0, '22:00') + 400, null],
      [21_600, at(1, '00:00'), at(1, '06:00') + 700],
      [0, null, null],
    ],
  );
  assert.equal(onSiteSeconds, 28_800);
  const over = [visit(at(6, '22:00') + 400, at(7, '06:00') + 700)];
  const weeks = [MONDAY, '2026-11-23'].map((monday) => sheet(over, { monday }).onSiteSeconds);
  assert.deepEqual(weeks, [7_200, 21_600]);
});

test('ends what is silent for too long, says so, and forgets it when a late position proves presence', () => {
  const stale = [{ from: at(0, '10:00'), to: at(0, '14:00') }];
  const day = visit(at(0, '08:00'), at(0, '16:00'), { stale });
  assert.deepEqual(lines([day]), ['WORK 08:00-10:00', 'WORK 14:00-16:00']);
  assert.deepEqual(kinds([day]), [['2026-11-16', 'SIGNAL_LOST', at(0, '10:00'), at(0, '14:00')]]);
  const proven = visit(day.from, day.to);
  assert.deepEqual([lines([proven]), kinds([proven])], [['WORK 08:00-16:00'], []]);
  const short = visit(day.from, day.to, { stale: [{ from: at(0, '10:00'), to: at(0, '10:20') }] });
  assert.deepEqual(lines([short]), ['WORK 08:00-10:00', 'GAP 10:00-10:20', 'WORK 10:20-16:00']);
  assert.deepEqual(kinds([short]), []);
});

test('does not call silent who is seen in another zone meanwhile', () => {
  const outer = visit(at(0, '08:00'), at(0, '16:00'), { stale: [{ from: at(0, '10:00'), to: at(0, '14:00') }] });
  const inner = visit(at(0, '09:00'), at(0, '15:00'), { zoneId: 'hall' });
  assert.deepEqual([lines([outer, inner]), kinds([outer, inner])], [['WORK 08:00-16:00'], []]);
});

test('counts no further than the longest stay in a zone, until the zone was left', () => {
  const locker = visit(at(0, '06:00'), at(2, '07:00'), { zoneId: 'locker room' });
  assert.deepEqual(lines([locker]), ['WORK 06:00-22:00']);
  assert.deepEqual(
    kinds([locker]),
    ['2026-11-16', '2026-11-17', '2026-11-18'].map((day) => [day, 'LONG_STAY', at(0, '22:00'), at(2, '07:00')]),
  );
  // Seen next door ten minutes later: what lies between is no short hole.
  const next = visit(at(2, '07:10'), at(2, '09:00'), { zoneId: 'hall' });
  assert.deepEqual(lines([locker, next]), ['WORK 06:00-22:00', 'WORK 07:10-09:00']);
  const again = visit(at(2, '07:31'), at(2, '09:00'), { zoneId: 'locker room' });
  assert.deepEqual(lines([locker, again]), ['WORK 06:00-22:00', 'WORK 07:31-09:00']);
  const flapping = visit(at(2, '07:29'), at(2, '09:00'), { zoneId: 'locker room' });
  assert.deepEqual(lines([locker, flapping]), ['WORK 06:00-22:00']);
  const minutesTooLong = { ...locker, to: at(0, '22:10') };
  const soonAfter = visit(at(0, '22:15'), at(0, '23:00'), { zoneId: 'hall' });
  assert.deepEqual(lines([minutesTooLong, soonAfter]), ['WORK 06:00-22:00', 'WORK 22:15-23:00']);
  const silentThere = { ...locker, stale: [{ from: at(1, '10:00'), to: at(1, '10:20') }] };
  assert.deepEqual(new Set(kinds([silentThere]).map(([, kind]) => kind)), new Set(['LONG_STAY']));
});

test('counts no zone on that somebody has been in since before the stay became too long, and each one after', () => {
  const site = visit(at(0, '06:00'), at(1, '18:00'), { zoneId: 'site' });
  const locker = visit(at(0, '15:00'), at(1, '08:00'), { zoneId: 'locker room' });
  const hall = visit(at(1, '08:00'), at(1, '16:00'), { zoneId: 'hall' });
  assert.deepEqual(lines([site, locker, hall]), ['WORK 06:00-22:00', 'WORK 08:00-16:00']);
  assert.deepEqual(
    kinds([site, locker, hall]).map(([day, kind, from]) => [day, kind, from]),
    ['2026-11-16', '2026-11-17'].map((day) => [day, 'LONG_STAY', at(0, '22:00')]),
  );
});

test('finds nothing in a week through which a tracker lies around, however long it has been there', () => {
  for (const from of [at(-1, '00:00'), at(-3, '00:00'), at(-300, '00:00')]) {
    const left = visit(from, null, { zoneId: 'locker room' });
    assert.equal(sheet([left]).onSiteSeconds, 0);
  }
});

test('lets what lasts go up to now, and no further', () => {
  const now = at(4, '12:00');
  const open = visit(at(4, '08:00'), null);
  const { days, onSiteSeconds } = sheet([open], { now });
  const line = days[4]?.lines[0];
  assert.deepEqual([onSiteSeconds, line?.open, line?.to, days[4]?.lastOutAt], [4 * 3_600, true, now, null]);
  assert.equal(sheet([visit(at(4, '12:03'), null)], { now }).onSiteSeconds, 0);
  const silent = visit(at(4, '08:00'), null, { stale: [{ from: at(4, '10:00'), to: null }] });
  const [day] = sheet([silent], { now }).days.slice(4);
  assert.deepEqual([day?.lines[0]?.open, day?.lastOutAt], [false, at(4, '10:00')]);
  assert.deepEqual(kinds([silent], { now }), [['2026-11-20', 'SIGNAL_LOST', at(4, '10:00'), null]]);
});

test('gives a visitor time on site, and no work or break', () => {
  const visits = [
    visit(at(0, '08:00'), at(0, '10:00')),
    visit(at(0, '09:00'), at(0, '09:30'), { zoneId: 'canteen' }),
    visit(at(0, '10:10'), at(0, '11:00'), { zoneId: 'hall' }),
  ];
  const { workedSeconds, breakSeconds, onSiteSeconds, days } = sheet(visits, { isVisitor: true });
  assert.deepEqual([workedSeconds, breakSeconds, onSiteSeconds], [0, 0, 3 * 3_600]);
  assert.deepEqual(new Set(days[0]?.lines.map(({ kind }) => kind)), new Set(['VISIT', 'GAP']));
});

test('names the visits behind each line', () => {
  const visits = [
    visit(at(0, '08:00'), at(0, '10:00')),
    visit(at(0, '09:00'), at(0, '10:00'), { zoneId: 'canteen' }),
    visit(at(0, '10:10'), at(0, '11:00'), { zoneId: 'hall' }),
    visit(at(0, '10:20'), at(0, '10:30')),
  ];
  const [yard, canteen, hall, again] = visits.map(({ personVisitId }) => personVisitId);
  assert.deepEqual(
    sheet(visits).days[0]?.lines.map(({ kind, visitIds }) => [kind, visitIds]),
    [
      ['WORK', [yard]],
      ['BREAK', [yard, canteen]],
      ['GAP', [yard, canteen, hall]],
      ['WORK', [hall, again]],
    ],
  );
});

test('takes the zone where most of the week was spent, the tenant’s when there was none', () => {
  const timeZones = new Map([
    ['rotterdam', 'Europe/Amsterdam'],
    ['houston', 'America/Chicago'],
  ]);
  const tenant = { timeZones, tenantZone: 'Asia/Tokyo' };
  const short = visit(at(1, '12:00'), at(1, '14:00'), { zoneId: 'houston' });
  const long = visit(at(2, '12:00'), at(2, '15:00'), { zoneId: 'rotterdam' });
  assert.equal(sheet([], tenant).timeZone, 'Asia/Tokyo');
  assert.equal(sheet([short], tenant).timeZone, 'America/Chicago');
  assert.equal(sheet([short, long], tenant).timeZone, 'Europe/Amsterdam');
  assert.equal(sheet([{ ...long, to: at(2, '14:00') }, short], tenant).timeZone, 'America/Chicago');
});

test('gives every instant to one week where the zone changes from one to the next', () => {
  const timeZones = new Map([
    ['rotterdam', 'Europe/Amsterdam'],
    ['houston', 'America/Chicago'],
  ]);
  const weeks = ['2026-11-09', MONDAY, '2026-11-23', '2026-11-30'];
  for (const [first, second] of [
    ['rotterdam', 'houston'],
    ['houston', 'rotterdam'],
  ] as const) {
    const visits = [
      visit(at(-2, '09:00'), at(-2, '20:00'), { zoneId: first }),
      visit(at(-1, '20:00'), at(0, '11:00'), { zoneId: second }),
      visit(at(2, '09:00'), at(2, '20:00'), { zoneId: second }),
    ];
    const sheets = weeks.map((monday) => sheet(visits, { monday, timeZones }));
    const days = sheets.flatMap((one) => one.days);
    assert.equal(sheets[1]?.days[0]?.from, startOfDay(MONDAY, timeZones.get(first) ?? ''));
    days.forEach((day, index) => assert.equal(day.to, days[index + 1]?.from ?? day.to));
    assert.deepEqual([sheets[0]?.timeZone, sheets[1]?.timeZone], [timeZones.get(first), timeZones.get(second)]);
    assert.equal(
      sheets.reduce((sum, one) => sum + one.onSiteSeconds, 0),
      (11 + 15 + 11) * 3_600,
    );
  }
});

test('keeps a day provisional until all that was carried that day must have told of it', () => {
  const carried: Carriage[] = ['phone', 'tag'].map((trackerId) => ({ trackerId, from: at(0, '00:00'), to: null }));
  const end = at(1, '00:00') + HOUR;
  const provisional = (reached: [string, number][], logTime: number, of = carried) =>
    sheet([], { carried: of, arrived: { reached: new Map(reached), logTime } }).days[0]?.provisional;
  assert.equal(
    provisional(
      [
        ['phone', end],
        ['tag', end],
      ],
      end,
    ),
    false,
  );
  assert.equal(
    provisional(
      [
        ['phone', end],
        ['tag', end - 1],
      ],
      end,
    ),
    true,
  );
  assert.equal(provisional([['phone', end]], end + 48 * HOUR - 1), true);
  assert.equal(provisional([['phone', end]], end + 48 * HOUR), false);
  assert.equal(provisional([], end - 1, []), true);
  assert.equal(provisional([], end, []), false);
  const before = carried.map((carriage) => ({ ...carriage, from: at(-2, '00:00'), to: at(0, '00:00') }));
  assert.equal(provisional([], end, before), false);
});

test('is provisional while a day that has begun is', () => {
  const arrived = { reached: new Map<string, number>(), logTime: at(1, '01:00') };
  assert.equal(sheet([], { arrived, now: at(0, '23:59') + MINUTE - 1 }).provisional, false);
  assert.equal(sheet([], { arrived, now: at(1, '00:00') }).provisional, true);
});
