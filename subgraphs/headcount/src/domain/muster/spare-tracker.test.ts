import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EXPECTED, factsOf, markOf, sessionWith, visitOf } from '../../../test/muster-facts.ts';
import type { PersonFacts } from './facts.ts';
import { personState } from './muster-state.ts';

const stateOf = (facts: Partial<PersonFacts>, until = 40) =>
  personState(sessionWith(), factsOf({ expected: EXPECTED, ...facts }), until)?.state;
const phone = (from: number, changes: Parameters<typeof visitOf>[0] | object = {}) =>
  visitOf({ zoneId: 'hall', from, trackerId: 'phone', personVisitId: `phone ${from}`, ...changes });
const badge = (from: number, changes: object = {}) =>
  visitOf({ zoneId: 'east', from, trackerId: 'badge', personVisitId: `badge ${from}`, ...changes });
const other = { to: 5, endReason: 'OTHER_TRACKER' };

test('a spare tracker at a station makes nobody safe whose phone inside falls silent: a warden is asked', () => {
  const visits = [phone(-9, other), badge(5, { alreadyInside: true })];
  assert.equal(stateOf({ visits }), 'ASK');
  assert.equal(stateOf({ visits, marks: [markOf({ at: 7 })] }), 'SAFE');
  const again = [phone(-9, other), badge(5, { ...other, to: 9, alreadyInside: true }), phone(9)];
  assert.equal(stateOf({ visits: again }), 'RE_ENTERED', 'the phone speaks again');
  const silent = phone(-9, { to: 2, endReason: 'STALE', lost: { from: 2, to: 5 } });
  assert.equal(stateOf({ visits: [silent, badge(5, { alreadyInside: true })] }), 'ASK');
});

test('nor does one that wakes up there', () => {
  assert.equal(stateOf({ visits: [phone(-9, other), badge(5)] }), 'ASK');
  const twice = [badge(5, { to: 8, endReason: 'STALE', lost: { from: 8, to: 12 } }), badge(12)];
  assert.equal(stateOf({ visits: [phone(-9, other), ...twice] }), 'ASK');
  const around = visitOf({ zoneId: 'store', from: 5, trackerId: 'badge', personVisitId: 'around' });
  assert.equal(stateOf({ visits: [phone(-9, other), around, ...twice] }), 'ASK', 'also in a zone around the station');
});

test('nor one that is handed over there, or lies there while somebody is marked in by hand', () => {
  assert.equal(stateOf({ visits: [phone(-9), badge(5, { alreadyInside: true })] }), 'ASK');
  assert.equal(stateOf({ expected: null, visits: [visitOf({ zoneId: 'gate', from: 5, alreadyInside: true })] }), 'ASK');
  const expected = { ...EXPECTED, byHand: true };
  assert.equal(stateOf({ expected, visits: [badge(-20)] }), 'ASK');
  assert.equal(stateOf({ expected, visits: [badge(5)] }), 'ASK');
  const markedIn = [{ personId: 'ada', zoneId: 'hall', knownAt: 3 }];
  assert.equal(stateOf({ expected: null, markedIn, visits: [badge(5)] }), 'ASK', 'marked in later');
  const seenInside = visitOf({ zoneId: 'hall', from: 2, to: 4, trackerId: 'badge' });
  assert.equal(stateOf({ expected, visits: [seenInside, badge(5)] }), 'SAFE', 'it was with them inside');
});

test('it takes nothing from what is known, and counts as soon as it came with them', () => {
  const lies = badge(5, { alreadyInside: true, to: 20 });
  const visits = [phone(-9, other), lies];
  for (const kind of ['SAFE', 'OFF_SITE', 'INJURED', 'MISSING'] as const)
    assert.equal(stateOf({ visits, marks: [markOf({ at: 3, kind })] }), kind);
  const carried = visitOf({ zoneId: 'store', from: 22, to: 25, trackerId: 'badge', personVisitId: 'carried' });
  assert.equal(stateOf({ visits: [...visits, carried, badge(28)] }), 'SAFE');
});

test('the tracker that spoke for somebody inside brings them to a station, and so does any where none spoke inside', () => {
  assert.equal(
    stateOf({ visits: [phone(-9, { to: 4 }), visitOf({ zoneId: 'east', from: 5, trackerId: 'phone' })] }),
    'SAFE',
  );
  const [first, second] = [phone(-9, { to: 4 }), phone(-5, { zoneId: 'store', to: 3, trackerId: 'badge' })];
  assert.equal(stateOf({ visits: [first, second, badge(5)] }), 'SAFE', 'the one that spoke last');
  assert.equal(stateOf({ visits: [badge(5)] }), 'SAFE');
  assert.equal(
    stateOf({ visits: [phone(-9, { trackerId: null, to: 4 }), badge(5)] }),
    'SAFE',
    'told before it was kept',
  );
});
