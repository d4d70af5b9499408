import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateOf, localDay, localInstant, weekday } from './local-day.ts';

const LONDON = 'Europe/London';
const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const clockShows = (date: string, minutes: number) => new Date(localInstant(LONDON, day(date), minutes)).toISOString();

test('begins a day at midnight of the zone, not of UTC', () => {
  assert.equal(dateOf(localDay(LONDON, Date.parse('2026-07-01T22:59:59Z'))), '2026-07-01');
  assert.equal(dateOf(localDay(LONDON, Date.parse('2026-07-01T23:00:00Z'))), '2026-07-02');
  assert.equal(dateOf(localDay(LONDON, Date.parse('2026-12-01T23:30:00Z'))), '2026-12-01');
  assert.equal(dateOf(localDay('America/St_Johns', Date.parse('2026-12-02T03:29:00Z'))), '2026-12-01');
});

test('finds the instant at which clocks show a time', () => {
  assert.equal(clockShows('2026-07-01', 7 * 60), '2026-07-01T06:00:00.000Z');
  assert.equal(clockShows('2026-12-01', 7 * 60), '2026-12-01T07:00:00.000Z');
  assert.equal(clockShows('2026-12-01', 31 * 60), '2026-12-02T07:00:00.000Z');
});

test('keeps wall clocks over the nights on which they change', () => {
  assert.equal(clockShows('2026-03-29', 0), '2026-03-29T00:00:00.000Z');
  assert.equal(clockShows('2026-03-29', 7 * 60), '2026-03-29T06:00:00.000Z');
  assert.equal(clockShows('2026-03-28', 31 * 60), '2026-03-29T06:00:00.000Z');
  assert.equal(clockShows('2026-10-25', 0), '2026-10-24T23:00:00.000Z');
  assert.equal(clockShows('2026-10-25', 7 * 60), '2026-10-25T07:00:00.000Z');
});

test('takes a skipped time as if clocks had gone on, and the earlier of two', () => {
  assert.equal(clockShows('2026-03-29', 90), '2026-03-29T01:30:00.000Z');
  assert.equal(clockShows('2026-10-25', 90), '2026-10-25T00:30:00.000Z');
});

test('knows the day of the week', () => {
  assert.deepEqual(
    ['2026-11-16', '2026-11-20', '2026-11-22', '1969-12-29'].map((date) => weekday(day(date))),
    [0, 4, 6, 0],
  );
});
