import assert from 'node:assert/strict';
import { test } from 'node:test';

import { sumOfVisits, withGaps } from './day-of-visits.ts';

const MINUTE = 60_000;
const DAY = Date.parse('2026-11-20T00:00:00Z');
const at = (hours: number) => DAY + hours * 60 * MINUTE;
const visit = (from: number, to: number | null) => ({
  from: new Date(at(from)).toISOString(),
  to: to === null ? null : new Date(at(to)).toISOString(),
});

test('stands the latest visit first, and a gap between the visits around it', () => {
  const [early, inner, late] = [visit(7, 9), visit(7.5, 8), visit(10, null)];
  assert.deepEqual(withGaps([late, inner, early], at(11)), [
    { kind: 'visit', visit: late },
    { kind: 'gap', from: at(9), to: at(10) },
    { kind: 'visit', visit: inner },
    { kind: 'visit', visit: early },
  ]);
});

test('takes for a gap neither less than a minute nor what another zone covers', () => {
  const kinds = (visits: ReturnType<typeof visit>[]) => withGaps(visits, at(23)).map(({ kind }) => kind);
  assert.deepEqual(kinds([visit(9 + 1 / 61, 10), visit(8, 9)]), ['visit', 'visit']);
  assert.deepEqual(kinds([visit(9 + 1 / 60, 10), visit(8, 9)]), ['visit', 'gap', 'visit']);
  assert.deepEqual(kinds([visit(12, 13), visit(9, 10), visit(8, 14)]), ['visit', 'visit', 'visit']);
  assert.deepEqual(kinds([visit(12, 13), visit(8, null)]), ['visit', 'visit']);
  assert.deepEqual(kinds([]), []);
});

test('counts every moment of a span once', () => {
  const span = { from: at(8), to: at(20), now: at(22) };
  assert.deepEqual(sumOfVisits([visit(7, 9), visit(8.5, 10), visit(19, 21)], span), {
    milliseconds: 3 * 60 * MINUTE,
    first: at(8),
    last: at(20),
  });
  assert.equal(sumOfVisits([visit(6, 7)], span), null);
});

test('has no end while a visit lasts', () => {
  const span = { from: at(0), to: at(24), now: at(12) };
  assert.deepEqual(sumOfVisits([visit(11, null), visit(8, 9)], span), {
    milliseconds: 2 * 60 * MINUTE,
    first: at(8),
    last: null,
  });
  const past = { from: at(0), to: at(10), now: at(12) };
  assert.equal(sumOfVisits([visit(8, null)], past)?.last, at(10), 'of a span that is over it lasted to its end');
});
