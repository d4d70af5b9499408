import assert from 'node:assert/strict';
import { test } from 'node:test';

import { periodsWithin, toldPeriods, type Period, type PresentStatus, type Session } from './told-periods.ts';

const period = (status: Period['status'], from: number, to: number | null): Period => ({
  status,
  from: from * 60_000,
  to: to === null ? null : to * 60_000,
});
const session = (from: number, to: number | null, endReason: Session['endReason'] = null): Session => ({
  from: from * 60_000,
  to: to === null ? null : to * 60_000,
  endReason,
  protocol: 'gt06',
});
const reasons = (periods: Period[], sessions: Session[] = [], present: PresentStatus | null = null) =>
  toldPeriods(periods, { sessions, present }).map(({ reason }) => reason);

test('a connection that ended says why the tracker is gone', () => {
  const periods = [period('CONNECTED', 0, 5), period('DISCONNECTED', 5, 9)];
  assert.deepEqual(reasons(periods, [session(0, 5, 'CONNECTION_LOST')]), [null, 'CONNECTION_LOST']);
  assert.deepEqual(reasons(periods, [session(0, 4, 'CONNECTION_LOST')]), [null, null]);
});

test('what fades without a word went silent', () => {
  const faded = [period('CONNECTED', 0, 5), period('IDLE', 5, 8), period('DISCONNECTED', 8, 20)];
  assert.deepEqual(reasons(faded), [null, null, 'SILENCE']);
  assert.deepEqual(reasons([period('DISCONNECTED', 0, 5)]), [null], 'what lies before the span is not known');
});

test('of what lasts the present status says why', () => {
  const lasts = [period('DISCONNECTED', 0, null)];
  assert.deepEqual(reasons(lasts, [], { state: 'NEVER', reason: null, protocol: null }), ['NEVER']);
  assert.deepEqual(reasons(lasts, [], { state: 'DISCONNECTED', reason: 'LAST_WILL', protocol: null }), ['LAST_WILL']);
});

test('the protocol is that of the connection that was open, or the one spoken last', () => {
  const told = (sessions: Session[], protocol: string | null) =>
    toldPeriods([period('DISCONNECTED', 0, 1), period('CONNECTED', 1, 5), period('IDLE', 5, null)], {
      sessions,
      present: { state: 'IDLE', reason: null, protocol },
    }).map((one) => one.protocol);
  assert.deepEqual(told([session(1, 5)], null), [null, 'gt06', null]);
  assert.deepEqual(told([session(1, null)], 'owntracks'), [null, 'gt06', 'owntracks']);
  assert.deepEqual(told([], 'owntracks'), [null, null, 'owntracks']);
});

test('cuts periods at the ends of what is asked for', () => {
  const periods = [period('CONNECTED', 0, 10), period('IDLE', 10, null)];
  const held = [
    { from: 12 * 60_000, to: null },
    { from: 5 * 60_000, to: 11 * 60_000 },
  ];
  assert.deepEqual(periodsWithin(periods, held), [
    period('CONNECTED', 5, 10),
    period('IDLE', 10, 11),
    period('IDLE', 12, null),
  ]);
  assert.deepEqual(periodsWithin(periods, []), []);
});
