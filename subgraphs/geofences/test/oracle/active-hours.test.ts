import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { ActiveSpan } from '../../src/domain/geofence/rules.ts';
import { endOfHours, liesIn } from './active-hours.ts';

const hours = (weekly: ActiveSpan[], timeZone = 'UTC') => ({ timeZone, weekly });
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const at = (text: string) => Date.parse(text);
const endText = (found: number | null) => (found === null ? null : new Date(found).toISOString());

test('reads hours off the clocks on the wall, first minute included and last excluded', () => {
  const office = hours([{ days: [1], fromMinute: 480, toMinute: 1_020 }]);
  assert.equal(liesIn(office, at('2026-03-02T07:59:59.999Z')), false);
  assert.equal(liesIn(office, at('2026-03-02T08:00:00.000Z')), true);
  assert.equal(liesIn(office, at('2026-03-02T16:59:59.999Z')), true);
  assert.equal(liesIn(office, at('2026-03-02T17:00:00.000Z')), false);
  assert.equal(liesIn(office, at('2026-03-03T12:00:00.000Z')), false);
  assert.equal(liesIn({ ...office, timeZone: 'Asia/Kolkata' }, at('2026-03-02T02:30:00.000Z')), true);
});

test('lets a span go on into the day after', () => {
  const night = hours([{ days: [7], fromMinute: 1_320, toMinute: 360 }]);
  assert.equal(liesIn(night, at('2026-03-01T22:00:00.000Z')), true);
  assert.equal(liesIn(night, at('2026-03-02T05:59:00.000Z')), true);
  assert.equal(liesIn(night, at('2026-03-02T22:00:00.000Z')), false);
  assert.equal(endText(endOfHours(night, at('2026-03-01T23:00:00.000Z'))), '2026-03-02T06:00:00.000Z');
});

test('ends hours where no span goes on, and never where one always does', () => {
  const shifts = hours([
    { days: EVERY_DAY, fromMinute: 480, toMinute: 900 },
    { days: EVERY_DAY, fromMinute: 900, toMinute: 960 },
  ]);
  assert.equal(endText(endOfHours(shifts, at('2026-03-02T09:00:00.000Z'))), '2026-03-02T16:00:00.000Z');
  const always = hours([{ days: EVERY_DAY, fromMinute: 0, toMinute: 1_440 }]);
  assert.equal(endOfHours(always, at('2026-03-02T09:00:00.000Z')), null);
});

test('follows the clocks where they are changed', () => {
  const early = hours([{ days: EVERY_DAY, fromMinute: 60, toMinute: 240 }], 'Europe/Berlin');
  assert.equal(endText(endOfHours(early, at('2026-03-29T00:30:00.000Z'))), '2026-03-29T02:00:00.000Z');
  assert.equal(endText(endOfHours(early, at('2026-10-25T00:30:00.000Z'))), '2026-10-25T03:00:00.000Z');
});
