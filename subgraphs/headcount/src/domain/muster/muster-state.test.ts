import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import {
  anyPolicy,
  EXPECTED,
  factsOf,
  markOf,
  sessionWith,
  someAssigned,
  someMarks,
  someVisits,
  STATIONS,
  visitOf,
} from '../../../test/muster-facts.ts';
import { stepThrough } from '../../../test/muster-oracle.ts';
import type { PersonFacts } from './facts.ts';
import { musterState, personState } from './muster-state.ts';

const RUNS = { numRuns: 3_000 };

test('a state is that which stepping through every instant gives', () => {
  fc.assert(
    fc.property(
      someVisits,
      someMarks,
      someAssigned,
      anyPolicy,
      fc.tuple(fc.nat(45), fc.boolean()),
      (visits, marks, assigned, policy, [until, byHand]) => {
        const session = sessionWith(policy);
        const facts = factsOf({ expected: { ...EXPECTED, byHand }, visits, marks, assigned });
        const { state, stationId } = personState(session, facts, until) ?? assert.fail('nobody expected is dropped');
        const stepped = stepThrough(session, facts, until);
        assert.deepEqual({ state: state === 'REMOVED' ? 'UNACCOUNTED' : state, stationId }, stepped);
      },
    ),
    RUNS,
  );
});

test('any order and repetition of the same facts gives the same states', () => {
  const people = ['ada', 'ben', 'cleo'];
  const whose = fc.array(fc.constantFrom(...people), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      someVisits,
      someMarks,
      whose,
      anyPolicy,
      fc.infiniteStream(fc.nat()),
      (visits, marks, names, policy, luck) => {
        const named = <T extends object>(facts: readonly T[]) =>
          facts.map((fact, index) => ({ ...fact, personId: names[index] ?? 'ada' }));
        const shuffled = <T>(facts: readonly T[]) =>
          [...facts, ...facts]
            .map((fact) => ({ fact, rank: luck.next().value as number }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ fact }) => fact);
        const [ofVisits, ofMarks] = [named(visits), named(marks)];
        const markedIn = [{ personId: 'ben', zoneId: 'store', knownAt: 6 }];
        const session = sessionWith(policy);
        const expected = [EXPECTED];
        const assignedTo = () => [{ from: 3, stationIds: ['west'] }];
        const one = musterState(session, { expected, visits: ofVisits, marks: ofMarks, markedIn, assignedTo }, 40);
        const mixed = {
          expected,
          visits: shuffled(ofVisits),
          marks: shuffled(ofMarks),
          markedIn: shuffled(markedIn),
          assignedTo,
        };
        const other = musterState(session, mixed, 40);
        assert.deepEqual(Object.fromEntries(one), Object.fromEntries(other));
      },
    ),
    RUNS,
  );
});

test('nobody expected leaves the list, and nobody is accounted for without a fact at or after the start', () => {
  fc.assert(
    fc.property(someVisits, someMarks, anyPolicy, fc.nat(45), (visits, marks, policy, until) => {
      const person = personState(sessionWith(policy), factsOf({ expected: EXPECTED, visits, marks }), until);
      assert.ok(person);
      if (!['SAFE', 'OFF_SITE', 'INJURED'].includes(person.state)) return;
      const said = marks.some(({ at }) => at >= 0 && at <= until);
      const seen = visits.some(({ zoneId, from, to }) => STATIONS.includes(zoneId) && from <= until && (to ?? 99) > 0);
      assert.ok(said || seen);
      assert.ok(person.since >= 0 && person.since <= until);
    }),
    RUNS,
  );
});

test('people come onto the list as what is known of them says', () => {
  const session = sessionWith();
  const origin = (facts: Partial<PersonFacts>, until = 40) => {
    const person = personState(session, factsOf(facts), until);
    return person && [person.origin, person.state, person.listedFrom, person.leftAt];
  };
  const inside = visitOf({ zoneId: 'hall', from: -10 });
  assert.deepEqual(origin({ expected: EXPECTED, visits: [inside] }), ['EXPECTED', 'UNACCOUNTED', 0, null]);
  assert.deepEqual(origin({ visits: [inside] }), ['EXPECTED_LATE', 'UNACCOUNTED', 0, null]);
  const lost = visitOf({ zoneId: 'hall', from: -10, to: -5, endReason: 'STALE', lost: { from: -5, to: null } });
  assert.deepEqual(origin({ visits: [lost] }), ['EXPECTED_LATE', 'UNACCOUNTED', 0, null]);
  const arriving = visitOf({ zoneId: 'store', from: 7 });
  assert.deepEqual(origin({ visits: [arriving] }), ['ARRIVED', 'UNACCOUNTED', 7, null]);
  assert.equal(origin({ visits: [arriving] }, 6), null);
  const left = visitOf({ zoneId: 'hall', from: -10, to: -3 });
  assert.deepEqual(origin({ expected: EXPECTED, visits: [left] }), ['REMOVED', 'REMOVED', 0, -3]);
  assert.deepEqual(origin({ expected: EXPECTED, visits: [] }), ['REMOVED', 'REMOVED', 0, null]);
  assert.deepEqual(origin({ expected: EXPECTED, visits: [left, arriving] }), ['ARRIVED', 'UNACCOUNTED', 7, null]);
  assert.equal(origin({ visits: [left] }), null);
  assert.equal(
    origin({ visits: [visitOf({ zoneId: 'east', from: 3 })] }),
    null,
    'who passes by a station beside the scope',
  );
  assert.deepEqual(origin({ marks: [markOf({ at: 4 })] }), ['MARKED', 'SAFE', 4, null]);
  const missing = markOf({ at: 4, kind: 'MISSING' });
  assert.deepEqual(origin({ expected: EXPECTED, visits: [left], marks: [missing] }), ['REMOVED', 'MISSING', 0, -3]);
  const byHand = { ...EXPECTED, byHand: true };
  assert.deepEqual(origin({ expected: byHand }), ['EXPECTED', 'UNACCOUNTED', 0, null]);
  const markedIn = [{ personId: 'ada', zoneId: 'store', knownAt: 6 }];
  assert.deepEqual(origin({ markedIn }), ['EXPECTED_LATE', 'UNACCOUNTED', 0, null]);
  assert.deepEqual(origin({ markedIn, marks: [missing] }), ['EXPECTED_LATE', 'MISSING', 0, null]);
  assert.deepEqual(origin({ markedIn, visits: [arriving] }), ['EXPECTED_LATE', 'UNACCOUNTED', 0, null]);
});

test('who is out of a zone by hand is put on the list by what began there since, and by nothing older', () => {
  const markedOut = new Map([['ada', [{ personId: 'ada', zoneId: 'hall', at: -5 }]]]);
  const origin = (zoneId: string, from: number) => {
    const person = personState({ ...sessionWith(), markedOut }, factsOf({ visits: [visitOf({ zoneId, from })] }), 40);
    return person && [person.origin, person.listedFrom];
  };
  assert.equal(origin('hall', -10), null, 'the phone lies there still');
  assert.equal(origin('hall', -5), null);
  assert.deepEqual(origin('hall', -4), ['EXPECTED_LATE', 0], 'back before the alarm, as is told late');
  assert.deepEqual(origin('hall', 6), ['ARRIVED', 6], 'back in after it');
  assert.deepEqual(origin('store', -10), ['EXPECTED_LATE', 0], 'out of another zone');
});

test('people came from the innermost zone they were in at the start, or the first one they entered after it', () => {
  const departure = (visits: PersonFacts['visits'], expected: PersonFacts['expected'] = null) =>
    personState(sessionWith(), factsOf({ expected, visits }), 40)?.departureZoneId;
  const [around, inner] = [visitOf({ zoneId: 'hall', from: -10 }), visitOf({ zoneId: 'store', from: -5, to: 3 })];
  const before = visitOf({ zoneId: 'gate', from: -30, to: -20 });
  assert.equal(departure([before, inner, around]), 'store');
  assert.equal(
    departure([before, visitOf({ zoneId: 'store', from: 4 }), visitOf({ zoneId: 'hall', from: 9 })]),
    'store',
  );
  assert.equal(departure([inner, around], EXPECTED), 'hall', 'what was frozen stays');
});

test('a search begins in the zone last seen, of several in the one entered last', () => {
  const last = (visits: PersonFacts['visits'], until = 40) => {
    const person = personState(sessionWith(), factsOf({ expected: EXPECTED, visits }), until);
    return person && [person.zoneId, person.silentSince];
  };
  const around = visitOf({ zoneId: 'hall', from: -10 });
  const inner = visitOf({ zoneId: 'store', from: -5 });
  assert.deepEqual(last([around, inner]), ['store', null]);
  const silences = { probable: [{ from: 5, to: 9 }], stale: [{ from: 9, to: null }] };
  assert.deepEqual(last([{ ...inner, ...silences }]), ['store', 5]);
  assert.deepEqual(last([around, { ...inner, to: 12 }]), ['hall', null]);
  assert.deepEqual(
    last([
      { ...around, to: 8 },
      { ...inner, to: 12 },
    ]),
    ['store', 12],
  );
  assert.deepEqual(last([]), ['hall', null], 'of whom nothing is left what was frozen');
});
