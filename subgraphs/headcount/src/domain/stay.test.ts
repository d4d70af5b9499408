import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { MarkSpan } from './mark.ts';
import type { PersonVisit } from './person-visit.ts';
import { firstChange, staysOf, type Stay } from './stay.ts';

const visit = (zoneId: string, from: number, changes: Partial<PersonVisit> = {}): PersonVisit => ({
  personVisitId: `${zoneId}${from}`,
  personId: 'a',
  zoneId,
  from,
  to: null,
  endReason: null,
  probable: [],
  stale: [],
  lost: null,
  ...changes,
});
const span = (zoneId: string, kind: 'IN' | 'OUT', from: number, to: number | null): MarkSpan => ({
  markId: `${kind}${from}`,
  personId: 'a',
  zoneId,
  kind,
  source: 'MANUAL',
  from,
  to,
});
const short = (stays: readonly Stay[]) =>
  stays.map(
    ({ zoneId, state, from, to, source }) => `${zoneId} ${state} ${from}-${to ?? ''}${source === 'TRACKER' ? '' : '!'}`,
  );
const lostAt = (to: number, heard: number | null = null) => ({ to, endReason: 'STALE', lost: { from: to, to: heard } });

const cases: { name: string; visits?: PersonVisit[]; spans?: MarkSpan[]; expected: string[] }[] = [
  { name: 'a visit as present', visits: [visit('x', 1, { to: 9 })], expected: ['x PRESENT 1-9'] },
  {
    name: 'each phase as what it is, stale before probable, and neighbours of one kind as one',
    visits: [
      visit('x', 1, {
        probable: [
          { from: 3, to: 6 },
          { from: 6, to: 7 },
        ],
        stale: [
          { from: 6, to: 8 },
          { from: 8, to: null },
        ],
      }),
    ],
    expected: ['x PRESENT 1-3', 'x PROBABLE 3-6', 'x STALE 6-'],
  },
  { name: 'nothing of a visit that has no length', visits: [visit('x', 3, { to: 3 })], expected: [] },
  {
    name: 'phases within the visit only',
    visits: [visit('x', 3, { to: 9, stale: [{ from: 1, to: 4 }] })],
    expected: ['x STALE 3-4', 'x PRESENT 4-9'],
  },
  {
    name: 'a loss as unknown until heard',
    visits: [visit('x', 1, lostAt(5, 8))],
    expected: ['x PRESENT 1-5', 'x UNKNOWN 5-8'],
  },
  {
    name: 'a loss until another visit begins',
    visits: [visit('x', 1, lostAt(5)), visit('y', 7, { to: 8 })],
    expected: ['x PRESENT 1-5', 'x UNKNOWN 5-7', 'y PRESENT 7-8'],
  },
  {
    name: 'no loss while another visit lasts, nor behind it',
    visits: [visit('x', 1, lostAt(5)), visit('y', 2, { to: 6 })],
    expected: ['x PRESENT 1-5', 'y PRESENT 2-6'],
  },
  {
    name: 'two losses of one tracker side by side',
    visits: [visit('x', 1, lostAt(5)), visit('y', 2, lostAt(5))],
    expected: ['x PRESENT 1-5', 'x UNKNOWN 5-', 'y PRESENT 2-5', 'y UNKNOWN 5-'],
  },
  {
    name: 'a loss until marked in, and no mark that never held',
    visits: [visit('x', 1, lostAt(5))],
    spans: [span('y', 'IN', 6, 6), span('y', 'IN', 7, 8)],
    expected: ['x PRESENT 1-5', 'x UNKNOWN 5-7', 'y PRESENT 7-8!'],
  },
  {
    name: 'nothing of what is hidden by a mark, at its zone alone',
    visits: [visit('x', 1, { stale: [{ from: 4, to: null }] }), visit('y', 1)],
    spans: [span('x', 'OUT', 3, 6)],
    expected: ['x PRESENT 1-3', 'x STALE 6-', 'y PRESENT 1-'],
  },
  {
    name: 'nothing at all behind a mark that lasts',
    visits: [visit('x', 1, lostAt(5))],
    spans: [span('x', 'OUT', 3, null)],
    expected: ['x PRESENT 1-3'],
  },
];

for (const { name, visits = [], spans = [], expected } of cases) {
  test(`makes stays of ${name}`, () => {
    assert.deepEqual(short(staysOf({ visits, spans })), expected);
    const reversed = staysOf({ visits: visits.toReversed(), spans: spans.toReversed() });
    assert.deepEqual(short(reversed).toSorted(), expected.toSorted());
  });
}

test('says since when another belief makes a difference', () => {
  const first = visit('x', 5, { to: 9, endReason: 'STALE' });
  const changes: [PersonVisit | null, PersonVisit | null, number][] = [
    [null, first, 5],
    [first, null, 5],
    [first, first, Infinity],
    [first, { ...first, to: 12 }, 9],
    [first, { ...first, to: null, endReason: null }, 9],
    [first, { ...first, from: 3 }, 3],
    [first, { ...first, from: 6 }, 5],
    [first, { ...first, stale: [{ from: 7, to: 8 }] }, 7],
    [first, { ...first, zoneId: 'y' }, 5],
    [first, { ...first, endReason: 'LEFT' }, 9],
    [first, { ...first, lost: { from: 9, to: null } }, Infinity],
    [null, null, Infinity],
  ];
  for (const [before, after, expected] of changes) {
    assert.equal(firstChange(before, after), expected, JSON.stringify([before, after]));
  }
});
