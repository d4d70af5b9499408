import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

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
import { stationsAt, type MusterMark, type PersonFacts } from './facts.ts';
import { musterState, personState } from './muster-state.ts';
import type { MusterSession } from './session.ts';

const RUNS = { numRuns: 3_000 };

test('a state is that which stepping through every instant gives', () => {
  fc.assert(
    fc.property(
      someVisits,
      someMarks,
      someAssigned,
      anyPolicy,
      fc.nat(45),
      (visits, marks, assigned, policy, until) => {
        const session = sessionWith(policy);
        const facts = factsOf({ expected: EXPECTED, visits, marks, assigned });
        const { state, stationId } = personState(session, facts, until) ?? assert.fail('nobody expected is dropped');
        const stepped = step(session, facts, until);
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
        const session = sessionWith(policy);
        const expected = [EXPECTED];
        const assignedTo = () => [{ from: 3, stationIds: ['west'] }];
        const one = musterState(session, { expected, visits: ofVisits, marks: ofMarks, assignedTo }, 40);
        const mixed = { expected, visits: shuffled(ofVisits), marks: shuffled(ofMarks), assignedTo };
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

/** The same rules told once more, instant by instant. */
function step({ startedAt, stationPolicy, zoneIds, stationIds }: MusterSession, facts: PersonFacts, until: number) {
  const within = (part: { from: number; to: number | null }, t: number) => part.from <= t && t < (part.to ?? Infinity);
  const visits = facts.visits.filter(({ endReason }) => endReason !== 'CROSSED');
  const silent = (v: (typeof visits)[number], t: number) => [...v.probable, ...v.stale].some((part) => within(part, t));
  const seen = (v: (typeof visits)[number], t: number) => within(v, t) && !silent(v, t);
  const stations = visits.filter(({ zoneId }) => stationIds.has(zoneId));
  const inside = visits.filter(({ zoneId }) => zoneIds.has(zoneId) && !stationIds.has(zoneId));
  const begun = new Set<string>();
  let state = 'UNACCOUNTED';
  let stationId: string | null = null;
  const set = (next: string, station: string | null) => {
    stationId = next === state ? (station ?? stationId) : station;
    state = next;
  };
  const isFine = () => ['SAFE', 'OFF_SITE', 'INJURED'].includes(state);
  const judged = (station: string, t: number) => {
    const own = stationsAt(facts.assigned, t);
    if (stationPolicy === 'ALLOW' || own.length === 0 || own.includes(station)) return 'SAFE';
    return stationPolicy === 'ASK' ? 'ASK' : 'WRONG_STATION';
  };
  const arrive = (station: string, t: number) => {
    const verdict = judged(station, t);
    if (state !== 'INJURED' && (verdict === 'SAFE' || !isFine())) set(verdict, station);
  };
  const say = (mark: MusterMark, t: number) => {
    if (mark.by === 'QR' && mark.stationId !== null) return arrive(mark.stationId, t);
    const wrong = mark.stationId !== null && stationPolicy === 'REFUSE' && judged(mark.stationId, t) !== 'SAFE';
    if (mark.kind !== 'SAFE' || !wrong) return set(mark.kind, mark.stationId);
    if (!isFine()) set('WRONG_STATION', mark.stationId);
  };
  for (let t = Math.min(startedAt, ...visits.map((v) => v.from)); t <= until; t += 1) {
    const away = !stations.some((v) => within(v, t) || (v.lost && within(v.lost, t)));
    const first = (v: (typeof visits)[number]) => seen(v, t) && !begun.has(v.personVisitId);
    const entered = inside.some((v) => v.from >= startedAt && first(v));
    const gone = stations.some((v) => t > startedAt && (v.endReason === 'LEFT' ? v.to : v.lost?.to) === t);
    const back = t >= startedAt && away && (entered || (gone && inside.some((v) => seen(v, t))));
    if (back && ['SAFE', 'OFF_SITE', 'ASK', 'WRONG_STATION'].includes(state)) set('RE_ENTERED', null);
    if (t < startedAt) {
      for (const v of inside) if (first(v)) begun.add(v.personVisitId);
      continue;
    }
    const coming = stations.filter(first).map((v) => v.zoneId);
    for (const station of coming.toSorted()) arrive(station, t);
    for (const v of [...inside, ...stations]) if (first(v)) begun.add(v.personVisitId);
    const words = facts.marks.filter(({ at }) => at === t);
    const order = ['SAFE', 'OFF_SITE', 'INJURED', 'MISSING'];
    const rank = (mark: MusterMark) => (mark.by === 'QR' ? -1 : order.indexOf(mark.kind));
    const text = (mark: MusterMark) => mark.stationId ?? '';
    for (const mark of words.toSorted((a, b) => rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1))) say(mark, t);
  }
  return { state, stationId };
}
