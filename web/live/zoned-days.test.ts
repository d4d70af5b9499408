import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayAfter, dayOf, isDay, mondayOf, spanOf } from './zoned-days.ts';

const HOUR_MS = 3_600_000;

test('a day begins and ends by the clocks of its time zone', () => {
  const zone = 'America/New_York';
  assert.equal(dayOf(Date.parse('2026-11-20T03:00:00Z'), zone), '2026-11-19');
  const { from, to } = spanOf('2026-11-19', { days: 1, timeZone: zone });
  assert.deepEqual([from, to], [Date.parse('2026-11-19T05:00:00Z'), Date.parse('2026-11-20T05:00:00Z')]);
});

test('a day on which clocks change has 23 or 25 hours, its week 167 or 169', () => {
  const timeZone = 'Europe/Berlin';
  const hours = (day: string, days: number) => {
    const { from, to } = spanOf(day, { days, timeZone });
    return (to - from) / HOUR_MS;
  };
  assert.deepEqual([hours('2026-03-29', 1), hours('2026-10-25', 1), hours('2026-03-23', 7)], [23, 25, 167]);
});

test('a week begins on Monday', () => {
  assert.deepEqual(['2026-11-16', '2026-11-20', '2026-11-22'].map(mondayOf), Array(3).fill('2026-11-16'));
  assert.equal(dayAfter('2026-12-31', 1), '2027-01-01');
  assert.equal(dayAfter('2026-03-01', -1), '2026-02-28');
});

test('only days that exist are days', () => {
  assert.deepEqual(['2026-02-28', '2026-02-30', '1999-01-01', '2026-1-1', 'today'].map(isDay), [
    true,
    false,
    false,
    false,
    false,
  ]);
});
