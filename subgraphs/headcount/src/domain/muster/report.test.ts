import assert from 'node:assert/strict';
import { test } from 'node:test';

import { markOf, sessionWith, visitOf } from '../../../test/muster-facts.ts';
import { createBoard, type Attributes, type BoardFacts } from './board.ts';
import { reportOf } from './report.ts';

const attributes: Attributes = { unitOf: () => null, companyOf: () => null, assignedTo: () => [] };

function reportUntil(until: number, facts: Partial<BoardFacts>, expectedMinutes: number | null = null) {
  const session = sessionWith();
  const board = createBoard(
    session,
    { expected: [], revisions: [], marks: [], markedIn: [], ...facts },
    { until, attributes },
  );
  const { histories } = board;
  const people = [...board.people.values()];
  return reportOf({ session, people, histories, pauses: [], expectedMinutes, until, isOpen: false });
}

const expected = (...personIds: string[]) =>
  personIds.map(
    (personId) => ({ personId, state: 'PRESENT', zoneId: 'hall', silentSince: null, byHand: false }) as const,
  );
const inside = (personId: string, to: number | null, knownAt = 0) =>
  visitOf({ personVisitId: `in ${personId}`, personId, zoneId: 'hall', from: -9, to, offset: knownAt, knownAt });
const there = (personId: string, from: number, to: number | null = null, knownAt = from) =>
  visitOf({ personVisitId: `at ${personId} ${from}`, personId, zoneId: 'east', from, to, offset: knownAt, knownAt });

const TIMES = ({ secondsTo50, secondsTo90, secondsTo100, overdue }: ReturnType<typeof reportOf>) => ({
  secondsTo50,
  secondsTo90,
  secondsTo100,
  overdue,
});

test('somebody who goes back in takes back the time at which all were safe', () => {
  const back = visitOf({ personId: 'ada', zoneId: 'hall', from: 12, offset: 12, knownAt: 12 });
  const revisions = [inside('ada', 4), there('ada', 5, 11), back];
  const report = reportUntil(60_000, { expected: expected('ada'), revisions }, 1);
  assert.deepEqual([report.counts.accounted, report.curve.at(-1)?.accounted], [0, 0]);
  assert.deepEqual(TIMES(report), { secondsTo50: null, secondsTo90: null, secondsTo100: null, overdue: true });
  const again = [...revisions, there('ada', 30_000)];
  const atLast = reportUntil(60_000, { expected: expected('ada'), revisions: again }, 1);
  assert.deepEqual(TIMES(atLast), { secondsTo50: 30, secondsTo90: 30, secondsTo100: 30, overdue: false });
});

test('parts of the people are accounted for from the instant on from which they stay so', () => {
  const back = visitOf({ personId: 'ada', zoneId: 'hall', from: 12, offset: 12, knownAt: 12 });
  const of = (...more: BoardFacts['revisions']) => [...['ada', 'ben'].map((personId) => inside(personId, 4)), ...more];
  const revisions = of(there('ada', 5, 11), back, there('ada', 40), there('ben', 20));
  const { secondsTo50, secondsTo100 } = reportUntil(100, { expected: expected('ada', 'ben'), revisions });
  assert.deepEqual([secondsTo50, secondsTo100], [0.02, 0.04], 'between 12 and 20 nobody was');
  const { companies } = reportUntil(100, { expected: expected('ada', 'ben'), revisions });
  assert.deepEqual([companies[0]?.secondsTo50, companies[0]?.secondsTo100], [0.02, 0.04]);
});

test('the curve as it was known counts each from when they were known to be on the list', () => {
  const arrived = { ...there('cleo', 30, null, 35) };
  const entered = visitOf({ personId: 'cleo', zoneId: 'store', from: 18, to: 29, offset: 20, knownAt: 20 });
  const marked = markOf({ personId: 'dora', at: 10, knownAt: 40 });
  const facts = {
    expected: expected('ada'),
    revisions: [inside('ada', 4), there('ada', 5, null, 8), entered, arrived],
    marks: [marked],
  };
  const { curve, curveAsKnown } = reportUntil(100, facts);
  assert.deepEqual(
    curveAsKnown.map(({ at, accounted, total }) => [at, accounted, total]),
    [
      [0, 0, 1],
      [8, 1, 1],
      [20, 1, 2],
      [35, 2, 2],
      [40, 3, 3],
    ],
  );
  assert.deepEqual(
    curve.map(({ at, accounted, total }) => [at, accounted, total]),
    [
      [0, 0, 1],
      [5, 1, 1],
      [10, 2, 2],
      [18, 2, 3],
      [30, 3, 3],
    ],
  );
});

test('who turns out to have left before the start was counted as long as that was not known', () => {
  const revisions = [inside('ada', null), inside('ben', null), inside('ben', -3, 15)];
  const { counts, curve, curveAsKnown } = reportUntil(100, { expected: expected('ada', 'ben'), revisions });
  assert.deepEqual([counts.total, counts.removed], [1, 1]);
  assert.deepEqual(
    curve.map(({ total }) => total),
    [1],
  );
  assert.deepEqual(
    curveAsKnown.map(({ at, total }) => [at, total]),
    [
      [0, 2],
      [15, 1],
    ],
  );
});
