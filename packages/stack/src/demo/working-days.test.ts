import assert from 'node:assert/strict';
import { test } from 'node:test';

import { workingDaysBefore } from './working-days.ts';

const before = (now: string, days: number) =>
  new Date(workingDaysBefore('Europe/London', Date.parse(now), days)).toISOString();

test('counts back over weekends and begins at midnight of the zone', () => {
  assert.equal(before('2026-11-20T13:00:00Z', 5), '2026-11-13T00:00:00.000Z');
  assert.equal(before('2026-11-16T08:00:00Z', 1), '2026-11-13T00:00:00.000Z');
  assert.equal(before('2026-11-22T08:00:00Z', 1), '2026-11-20T00:00:00.000Z');
  assert.equal(before('2026-07-03T08:00:00Z', 3), '2026-06-29T23:00:00.000Z');
});

test('is today’s midnight where no day before is wanted', () => {
  assert.equal(before('2026-07-03T22:30:00Z', 0), '2026-07-02T23:00:00.000Z');
  assert.equal(before('2026-07-03T23:30:00Z', 0), '2026-07-03T23:00:00.000Z');
});
