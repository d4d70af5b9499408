import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, constantFrom, integer, property, record, tuple, uniqueArray } from 'fast-check';

import { activeUntil } from './active-hours.ts';
import type { ActiveHours, ActiveSpan } from './rules.ts';

const MINUTE_MS = 60_000;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => Date.parse(text);
const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
const span = (days: number[], from: string, to: string): ActiveSpan => ({
  days,
  fromMinute: minutes(from),
  toMinute: minutes(to),
});
const hours = (timeZone: string, ...weekly: ActiveSpan[]): ActiveHours => ({ timeZone, weekly });
const shown = (given: ActiveHours | null, instant: string) => {
  const until = activeUntil(given, at(instant));
  return until === null || until === Infinity ? until : new Date(until).toISOString();
};

test('is always active without hours, and with hours that leave nothing out', () => {
  assert.equal(activeUntil(null, 0), Infinity);
  for (const whole of [
    hours('UTC', span(EVERY_DAY, '00:00', '24:00')),
    hours('Europe/Berlin', span(EVERY_DAY, '06:00', '06:00')),
    hours('UTC', span(EVERY_DAY, '00:00', '12:30'), span(EVERY_DAY, '12:00', '24:00')),
  ])
    assert.equal(activeUntil(whole, at('2026-05-01T12:00:00Z')), Infinity);
  assert.equal(activeUntil(hours('UTC'), 0), null);
});

test('includes the first minute, excludes the end, and holds on its days alone', () => {
  const office = hours('UTC', span([1, 2, 3, 4, 5], '08:00', '17:00'));
  assert.equal(shown(office, '2026-11-20T07:59:59.999Z'), null);
  assert.equal(shown(office, '2026-11-20T08:00:00.000Z'), '2026-11-20T17:00:00.000Z');
  assert.equal(shown(office, '2026-11-20T16:59:59.999Z'), '2026-11-20T17:00:00.000Z');
  assert.equal(shown(office, '2026-11-20T17:00:00.000Z'), null);
  assert.equal(shown(office, '2026-11-21T12:00:00.000Z'), null);
});

test('goes on over midnight and over the end of the week', () => {
  const night = hours('UTC', span([7], '22:00', '06:00'));
  assert.equal(shown(night, '2026-11-22T23:00:00Z'), '2026-11-23T06:00:00.000Z');
  assert.equal(shown(night, '2026-11-23T05:59:00Z'), '2026-11-23T06:00:00.000Z');
  assert.equal(shown(night, '2026-11-24T05:59:00Z'), null);
});

test('takes spans that meet or overlap for one', () => {
  const shifts = hours(
    'UTC',
    span([1], '20:00', '24:00'),
    span([2], '00:00', '02:00'),
    span([2], '01:00', '03:00'),
    span([2], '03:01', '04:00'),
  );
  assert.equal(shown(shifts, '2026-11-23T21:00:00Z'), '2026-11-24T03:00:00.000Z');
  assert.equal(shown(shifts, '2026-11-24T03:00:30Z'), null);
});

test('follows the clocks of its zone', () => {
  const tokyo = hours('Asia/Tokyo', span([1], '08:00', '09:00'));
  assert.equal(shown(tokyo, '2026-11-22T23:30:00Z'), '2026-11-23T00:00:00.000Z');
  const nepal = hours('Asia/Kathmandu', span([1], '00:00', '01:00'));
  assert.equal(shown(nepal, '2026-11-22T18:15:00Z'), '2026-11-22T19:15:00.000Z');
});

test('leaves out what clocks skip when they are put forward', () => {
  // In Berlin 02:00 to 03:00 of 2026-03-29 is not there; 02:00 is 01:00 UTC.
  const skipped = hours('Europe/Berlin', span([7], '02:00', '03:00'));
  assert.equal(shown(skipped, '2026-03-29T00:59:59.999Z'), null);
  assert.equal(shown(skipped, '2026-03-29T01:00:00Z'), null);
  assert.equal(
    shown(hours('Europe/Berlin', span([7], '01:00', '02:30')), '2026-03-29T00:30:00Z'),
    '2026-03-29T01:00:00.000Z',
  );
  assert.equal(
    shown(hours('Europe/Berlin', span([7], '01:00', '04:00')), '2026-03-29T00:30:00Z'),
    '2026-03-29T02:00:00.000Z',
  );
  const around = hours('Europe/Berlin', span([7], '01:00', '02:00'), span([7], '03:00', '04:00'));
  assert.equal(
    shown(around, '2026-03-29T00:30:00Z'),
    '2026-03-29T02:00:00.000Z',
    'the break between them is not there',
  );
  const allBut = hours(
    'Europe/Berlin',
    span([1, 2, 3, 4, 5, 6], '00:00', '24:00'),
    span([7], '00:00', '02:00'),
    span([7], '03:00', '24:00'),
  );
  assert.equal(shown(allBut, '2026-03-28T12:00:00Z'), '2026-04-05T00:00:00.000Z');
});

test('counts what clocks show twice when they are put back both times', () => {
  // In Berlin 02:00 to 03:00 of 2026-10-25 is there twice, from 00:00 and from 01:00 UTC.
  const twice = hours('Europe/Berlin', span([7], '02:00', '03:00'));
  assert.equal(shown(twice, '2026-10-25T00:00:00Z'), '2026-10-25T02:00:00.000Z');
  const half = hours('Europe/Berlin', span([7], '02:00', '02:30'));
  assert.equal(shown(half, '2026-10-25T00:10:00Z'), '2026-10-25T00:30:00.000Z');
  assert.equal(shown(half, '2026-10-25T00:40:00Z'), null);
  assert.equal(shown(half, '2026-10-25T01:10:00Z'), '2026-10-25T01:30:00.000Z');
  assert.equal(
    shown(hours('Europe/Berlin', span([6], '22:00', '06:00')), '2026-10-24T21:00:00Z'),
    '2026-10-25T05:00:00.000Z',
  );
});

test('agrees with a walk from minute to minute, in any order of questions, over clocks that are put', () => {
  const days = uniqueArray(integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const anySpan = record({
    days,
    fromMinute: integer({ min: 0, max: 1_439 }),
    toMinute: integer({ min: 1, max: 1_440 }),
  });
  const zone = constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Africa/Casablanca');
  const near = constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-02-15');
  const question = tuple(near, integer({ min: -2_000, max: 2_000 }), integer({ min: 0, max: 59_999 }));
  check(
    property(
      zone,
      array(anySpan, { minLength: 1, maxLength: 4 }),
      array(question, { maxLength: 3 }),
      (timeZone, weekly, asked) => {
        const given = { timeZone, weekly };
        const clock = clockOf(timeZone);
        for (const [day, offset, ms] of asked) {
          const instant = at(`${day}T00:00:00Z`) + offset * MINUTE_MS + ms;
          assert.equal(activeUntil(given, instant), walked(weekly, clock, instant));
        }
      },
    ),
    { numRuns: 150 },
  );
});

/** Minute of the week that a zone's clock shows, Monday 00:00 being 0. */
function clockOf(timeZone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  return (instant) => {
    const text = format.format(instant);
    return days.indexOf(text.slice(0, 3)) * 1_440 + minutes(text.slice(-5));
  };
}

function walked(weekly: readonly ActiveSpan[], clock: (instant: number) => number, instant: number): number | null {
  const active = new Set<number>();
  for (const { days, fromMinute, toMinute } of weekly) {
    const length = toMinute > fromMinute ? toMinute - fromMinute : toMinute + 1_440 - fromMinute;
    for (const day of days)
      for (let minute = 0; minute < length; minute += 1) active.add(((day - 1) * 1_440 + fromMinute + minute) % 10_080);
  }
  if (active.size === 10_080) return Infinity;
  if (!active.has(clock(instant))) return null;
  let next = Math.floor(instant / MINUTE_MS) * MINUTE_MS;
  while (active.has(clock(next))) next += MINUTE_MS;
  return next;
}
