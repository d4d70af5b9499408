import assert from 'node:assert/strict';
import { test } from 'node:test';

import { markOf, sessionWith, visitOf } from '../../../test/muster-facts.ts';
import { createBoard, updateBoard, type Attributes } from './board.ts';
import { countPeople } from './counts.ts';
import type { ExpectedPerson, VisitRevision } from './facts.ts';
import { reportOf } from './report.ts';

const PEOPLE = 10_000;
const SECONDS = 600;
/** In the test, from one look to the next; the product looks four times as often. */
const LOOK_MS = 1_000;
const attributes: Attributes = { unitOf: () => null, companyOf: (id) => `c${Number(id) % 20}`, assignedTo: () => [] };

test('10,000 people who come to stations within 10 minutes are counted right at every look, and cheaply', (context) => {
  const session = sessionWith();
  const expected = Array.from({ length: PEOPLE }, (_, index): ExpectedPerson => {
    return { personId: String(index), state: 'PRESENT', zoneId: 'hall', silentSince: null, byHand: false };
  });
  const inside = (personId: string, to: number | null, offset: number) =>
    visitOf({ personVisitId: `in ${personId}`, personId, zoneId: 'hall', from: -60_000, to, offset });
  const revisions = expected.map(({ personId }) => inside(personId, null, 0));
  const began = performance.now();
  let board = createBoard(session, { expected, revisions, marks: [], markedIn: [] }, { until: 0, attributes });
  const [madeMs, looks] = [performance.now() - began, (SECONDS * 1_000) / LOOK_MS];
  let longestMs = 0;
  for (let look = 1; look <= looks; look += 1) {
    const until = look * LOOK_MS;
    const come = expected.slice(Math.floor(((look - 1) * PEOPLE) / looks), Math.floor((look * PEOPLE) / looks));
    const told = come.flatMap(({ personId }, index): VisitRevision[] => [
      inside(personId, until - 100, look * 100 + index),
      visitOf({
        personVisitId: `at ${personId}`,
        personId,
        zoneId: 'east',
        from: until - 50,
        offset: look * 100 + 50 + index,
      }),
    ]);
    const from = performance.now();
    board = updateBoard(board, { revisions: told, marks: [], markedIn: [], everybody: false }, { until, attributes });
    const { accounted, missing } = countPeople(board.people.values());
    longestMs = Math.max(longestMs, performance.now() - from);
    const arrived = Math.floor((look * PEOPLE) / looks);
    assert.deepEqual([accounted, missing], [arrived, PEOPLE - arrived]);
  }
  const spentMs = performance.now() - began - madeMs;
  const people = [...board.people.values()];
  const reported = performance.now();
  const until = SECONDS * 1_000;
  const { histories } = board;
  const report = reportOf({ session, people, histories, pauses: [], expectedMinutes: 10, until, isOpen: false });
  const reportMs = performance.now() - reported;
  assert.deepEqual([report.counts.accounted, report.curve.length <= 500, report.overdue], [PEOPLE, true, false]);
  assert.equal(report.companies.length, 20);
  assert.ok(Math.abs((report.secondsTo50 ?? 0) - SECONDS / 2) < 1);
  const round = (ms: number) => Math.round(ms * 10) / 10;
  context.diagnostic(
    `made in ${round(madeMs)} ms, ${looks} looks in ${round(spentMs)} ms (longest ${round(longestMs)} ms), report in ${round(reportMs)} ms`,
  );
  assert.ok(spentMs / looks < 100, `a look takes ${spentMs / looks} ms`);
  assert.equal(
    updateBoard(
      board,
      { revisions: [], marks: [markOf({ at: 1, personId: '0' })], markedIn: [], everybody: false },
      { until, attributes },
    ).people.size,
    PEOPLE,
  );
});
