import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addDays, isCalendarDate, mondayOf, startOfDay } from './calendar.ts';

test('knows the days of the calendar', () => {
  for (const day of ['2026-11-20', '2024-02-29', '2000-01-01', '9998-12-31']) assert.ok(isCalendarDate(day), day);
  for (const day of ['2026-02-29', '2026-13-01', '1999-12-31', '9999-01-01', '2026-1-1', ' 2026-01-01', '+02026-01-01'])
    assert.ok(!isCalendarDate(day), day);
});

test('begins weeks on Monday', () => {
  assert.deepEqual(['2026-11-15', '2026-11-16', '2026-11-22'].map(mondayOf), [
    '2026-11-09',
    '2026-11-16',
    '2026-11-16',
  ]);
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
});

test('begins a day where clocks skip midnight with the first hour there is', () => {
  assert.equal(startOfDay('2024-09-08', 'America/Santiago'), Date.parse('2024-09-08T01:00:00-03:00'));
  assert.equal(startOfDay('2026-11-20', 'Asia/Kolkata'), Date.parse('2026-11-19T18:30:00Z'));
});
