import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOfWeek, localDayOf, mondayOf, weeksLater } from './week.ts';

test('a week begins with the Monday before or on a day, across months and years', () => {
  assert.equal(mondayOf('2026-11-16'), '2026-11-16');
  assert.equal(mondayOf('2026-11-22'), '2026-11-16');
  assert.equal(mondayOf('2026-01-01'), '2025-12-29');
  assert.equal(mondayOf('2024-03-03'), '2024-02-26');
});

test('text that is no day of the calendar has no week', () => {
  for (const text of ['', 'today', '2026-02-30', '2026-2-3', '2026-11-16T00:00']) assert.equal(mondayOf(text), null);
});

test('weeks are stepped in both directions and text that is no day fails', () => {
  assert.equal(weeksLater('2026-11-16', 1), '2026-11-23');
  assert.equal(weeksLater('2026-01-05', -1), '2025-12-29');
  assert.throws(() => weeksLater('soon', 1), /YYYY-MM-DD, got soon/);
});

test('the day of an instant is the one clocks of the time zone show', () => {
  const instant = Date.parse('2026-11-20T23:30:00Z');
  assert.equal(localDayOf(instant, 'UTC'), '2026-11-20');
  assert.equal(localDayOf(instant, 'Europe/Berlin'), '2026-11-21');
  assert.equal(localDayOf(instant, 'America/Sao_Paulo'), '2026-11-20');
});

test('a week has seven days, also where a month ends', () => {
  assert.deepEqual(daysOfWeek('2024-02-26').slice(2, 5), ['2024-02-28', '2024-02-29', '2024-03-01']);
  assert.equal(daysOfWeek('2024-02-26').length, 7);
});
