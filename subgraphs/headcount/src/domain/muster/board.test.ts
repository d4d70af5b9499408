import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import {
  anyMark,
  anyMarkedIn,
  anyPolicy,
  anyVisit,
  EXPECTED,
  factsOf,
  markOf,
  sessionWith,
  visitOf,
} from '../../../test/muster-facts.ts';
import { believedAt, shownAsKnown, shownInTruth, type PersonHistory } from './as-known.ts';
import { createBoard, updateBoard, type Attributes } from './board.ts';
import { countPeople } from './counts.ts';
import { isAccounted } from './person-state.ts';
import { personState } from './muster-state.ts';
import { knownSince } from './paths.ts';

const attributes: Attributes = { unitOf: () => null, companyOf: () => null, assignedTo: () => [] };
const whose = fc.constantFrom('ada', 'ben', 'cleo');
const told = fc.oneof(
  fc.tuple(anyVisit, whose).map(([visit, personId]) => {
    // A visit is one person's for ever.
    return { visit: { ...visit, personId, personVisitId: `${personId}/${visit.personVisitId}` } };
  }),
  fc.tuple(anyMark, whose).map(([mark, personId]) => ({ mark: { ...mark, personId } })),
  fc.tuple(anyMarkedIn, whose).map(([one, personId]) => ({ markedIn: { ...one, personId } })),
);

test('a board that grows by whatever comes shows what a board made at once does', () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 25 }), fc.array(fc.nat(6)), anyPolicy, (facts, sizes, policy) => {
      const session = sessionWith(policy);
      const all = facts.map((fact, offset) => ('visit' in fact ? { visit: { ...fact.visit, offset } } : fact));
      const parts = (batch: typeof all) => ({
        revisions: batch.flatMap((fact) => ('visit' in fact ? [fact.visit] : [])),
        marks: batch.flatMap((fact) => ('mark' in fact ? [fact.mark] : [])),
        markedIn: batch.flatMap((fact) => ('markedIn' in fact ? [fact.markedIn] : [])),
      });
      let until = 0;
      let board = createBoard(session, { expected: [EXPECTED], ...parts([]) }, { until, attributes });
      const rest = [...all];
      for (const size of sizes) {
        until += size;
        board = updateBoard(board, { ...parts(rest.splice(0, size)), everybody: false }, { until, attributes });
      }
      until += 5;
      board = updateBoard(board, { ...parts(rest), everybody: false }, { until, attributes });
      const atOnce = createBoard(session, { expected: [EXPECTED], ...parts(all) }, { until, attributes });
      const shown = ({ people }: typeof board) =>
        Object.fromEntries([...people].map(([id, person]) => [id, { ...person, toldVisits: 0 }]));
      assert.deepEqual(shown(board), shown(atOnce));
      assert.deepEqual(countPeople(board.people.values()), countPeople(atOnce.people.values()));
    }),
    { numRuns: 2_000 },
  );
});

test('who did not change is the same on the next board, and a quiet board is the same board', () => {
  const session = sessionWith();
  const revisions = [
    visitOf({ zoneId: 'hall', from: -10 }),
    visitOf({ zoneId: 'hall', from: -9, personId: 'ben', personVisitId: 'b' }),
  ];
  const board = createBoard(session, { expected: [], revisions, marks: [], markedIn: [] }, { until: 5, attributes });
  const nothing = { revisions: [], marks: [], markedIn: [], everybody: false };
  assert.equal(updateBoard(board, nothing, { until: 6, attributes }), board);
  const next = updateBoard(board, { ...nothing, marks: [markOf({ at: 6 })] }, { until: 7, attributes });
  assert.equal(next.people.get('ben'), board.people.get('ben'));
  assert.notEqual(next.people.get('ada'), board.people.get('ada'));
});

test('time alone moves people whose clock ran ahead', () => {
  const revisions = [visitOf({ zoneId: 'hall', from: -10, to: 8 }), visitOf({ zoneId: 'east', from: 8 })];
  const board = createBoard(
    sessionWith(),
    { expected: [EXPECTED], revisions, marks: [], markedIn: [] },
    { until: 7, attributes },
  );
  assert.equal(board.people.get('ada')?.state, 'UNACCOUNTED');
  const nothing = { revisions: [], marks: [], markedIn: [], everybody: false };
  assert.equal(updateBoard(board, nothing, { until: 8, attributes }).people.get('ada')?.state, 'SAFE');
});

test('what was shown at an instant is what follows from what was known by then', () => {
  fc.assert(
    fc.property(
      fc.array(anyVisit, { maxLength: 8 }),
      fc.array(anyMark, { maxLength: 3 }),
      fc.record({
        expected: fc.constantFrom(EXPECTED, null),
        markedIn: fc.array(anyMarkedIn, { maxLength: 1 }),
        at: fc.nat(45),
      }),
      (visits, marks, { expected, markedIn, at }) => {
        const session = sessionWith();
        const history: PersonHistory = { ...factsOf({ expected, marks, markedIn }), revisions: visits };
        const shown = shownAsKnown(session, history, 45).findLast((change) => change.at <= at)?.accounted ?? false;
        const state = personState(session, believedAt(history, at), at)?.state ?? 'UNACCOUNTED';
        assert.equal(shown, isAccounted(state));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('somebody is shown as safe when it becomes known, and was safe when it happened', () => {
  const revisions = [
    visitOf({ zoneId: 'hall', from: -10 }),
    visitOf({ zoneId: 'east', from: 5, offset: 1, knownAt: 12 }),
  ];
  const history: PersonHistory = { ...factsOf({ expected: EXPECTED }), revisions };
  const unaccounted = { at: 0, listed: true, accounted: false };
  assert.deepEqual(shownAsKnown(sessionWith(), history, 40), [unaccounted, { at: 12, listed: true, accounted: true }]);
  assert.deepEqual(shownInTruth(sessionWith(), history, 40), [unaccounted, { at: 5, listed: true, accounted: true }]);
  assert.equal(knownSince(sessionWith(), history, 40), 12);
  const withdrawn = visitOf({ zoneId: 'east', from: 5, offset: 2, knownAt: 20, retracted: true });
  const corrected = { ...history, revisions: [...revisions, withdrawn] };
  assert.deepEqual(shownAsKnown(sessionWith(), corrected, 40), [
    unaccounted,
    { at: 12, listed: true, accounted: true },
    { at: 20, listed: true, accounted: false },
  ]);
  assert.deepEqual(shownInTruth(sessionWith(), corrected, 40), [unaccounted]);
});

test('of what was told of a visit the latest counts, in whatever order it is read', () => {
  const first = visitOf({ zoneId: 'east', from: 5, offset: 1 });
  const second = { ...first, offset: 2, retracted: true };
  const third = { ...first, offset: 3, to: 9, endReason: 'LEFT' };
  for (const revisions of [
    [first, second, third],
    [third, first, second],
    [second, third, first],
  ]) {
    assert.deepEqual(believedAt({ ...factsOf(), revisions }).visits, [third]);
  }
});
