import assert from 'node:assert/strict';
import { test } from 'node:test';

import { quietUntil } from './quiet-hours.ts';

const night = { from: '22:00', to: '06:00', timeZone: null };

function end(hours: typeof night | { from: string; to: string; timeZone: string }, at: string, zone = 'Europe/Berlin') {
  const until = quietUntil(hours, Date.parse(at), zone);
  return until === null ? null : new Date(until).toISOString();
}

test('quiet hours that pass midnight end in the morning of the zone', () => {
  assert.equal(end(night, '2026-11-20T20:59:59Z'), null);
  assert.equal(end(night, '2026-11-20T21:00:00Z'), '2026-11-21T05:00:00.000Z');
  assert.equal(end(night, '2026-11-21T04:59:59.999Z'), '2026-11-21T05:00:00.000Z');
  assert.equal(end(night, '2026-11-21T05:00:00Z'), null);
});

test('quiet hours within a day are those between their times', () => {
  const noon = { from: '12:00', to: '13:30', timeZone: null };
  assert.equal(end(noon, '2026-07-01T09:59:00Z'), null);
  assert.equal(end(noon, '2026-07-01T10:15:00Z'), '2026-07-01T11:30:00.000Z');
});

test('a zone of the rule goes before that of the place', () => {
  assert.equal(end({ ...night, timeZone: 'Asia/Tokyo' }, '2026-11-20T14:00:00Z'), '2026-11-20T21:00:00.000Z');
  assert.equal(end(night, '2026-11-20T14:00:00Z'), null);
});

test('a night in which clocks are set lasts as long as it does on the wall', () => {
  // Europe/Berlin: 2026-03-29 02:00 becomes 03:00; 2026-10-25 03:00 becomes 02:00.
  assert.equal(end(night, '2026-03-28T22:00:00Z'), '2026-03-29T04:00:00.000Z');
  assert.equal(end(night, '2026-10-24T21:00:00Z'), '2026-10-25T05:00:00.000Z');
});

test('hours that end in an hour that is skipped end when the clock has passed them', () => {
  const toGap = { from: '22:00', to: '02:30', timeZone: null };
  assert.equal(end(toGap, '2026-03-28T22:00:00Z'), '2026-03-29T01:00:00.000Z');
});
