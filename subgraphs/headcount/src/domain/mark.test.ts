import assert from 'node:assert/strict';
import { test } from 'node:test';

import { spansOf, type Mark } from './mark.ts';
import type { PersonVisit } from './person-visit.ts';

let offset = 0;
const mark = (zoneId: string, kind: 'IN' | 'OUT', at: number): Mark => {
  const markId = `${zoneId}${kind}${at}`;
  return { markId, personId: 'a', zoneId, kind, source: 'MANUAL', at, offset: (offset += 1) };
};
const visit = (from: number, to: number | null = null, endReason: string | null = null): PersonVisit => {
  const nothing = { probable: [], stale: [], lost: null };
  return { personVisitId: `v${from}`, personId: 'a', zoneId: 'z', from, to, endReason, ...nothing };
};

/** Ends of marks, by id. */
const ends = (marks: Mark[], visits: PersonVisit[] = [], resets: Record<string, number[]> = {}) => {
  const resetAfter = (zoneId: string, at: number) => resets[zoneId]?.find((one) => one > at) ?? null;
  return Object.fromEntries(spansOf(marks, { visits, resetAfter }).map(({ markId, to }) => [markId, to]));
};

test('ends a mark with the next of the same zone, and lets the later said of one instant hold', () => {
  const marks = [mark('x', 'IN', 5), mark('y', 'IN', 6), mark('x', 'OUT', 8), mark('x', 'IN', 8)];
  assert.deepEqual(ends(marks), { xIN5: 8, yIN6: null, xOUT8: 8, xIN8: null });
  assert.deepEqual(ends(marks.toReversed()), { xIN5: 8, yIN6: null, xOUT8: 8, xIN8: null });
});

test('ends every mark where a tracker sees the person come, or leave', () => {
  const marks = [mark('x', 'IN', 5), mark('y', 'OUT', 7)];
  assert.deepEqual(ends(marks, [visit(5)]), { xIN5: null, yOUT7: null });
  assert.deepEqual(ends(marks, [visit(6)]), { xIN5: 6, yOUT7: null });
  assert.deepEqual(ends(marks, [visit(1, 9, 'LEFT')]), { xIN5: 9, yOUT7: 9 });
  assert.deepEqual(ends(marks, [visit(1, 9, 'STALE')]), { xIN5: null, yOUT7: null });
  assert.deepEqual(ends(marks, [visit(9, 9, 'LEFT')]), { xIN5: null, yOUT7: null });
});

test('ends presences, and no absences, with a reset behind them', () => {
  const marks = [mark('x', 'IN', 5), mark('y', 'OUT', 5)];
  const resets = { x: [5, 12], y: [12] };
  assert.deepEqual(ends(marks, [], resets), { xIN5: 12, yOUT5: null });
});
