import assert from 'node:assert/strict';
import { test } from 'node:test';

import { holdsAt, movesOf, type PersonVisit } from './person-visit.ts';

const visit = (changes: Partial<PersonVisit>): PersonVisit => ({
  personVisitId: 'v',
  personId: 'a',
  zoneId: 'x',
  from: 5,
  to: null,
  endReason: null,
  probable: [],
  stale: [],
  lost: null,
  ...changes,
});

test('holds from its first instant on, until before its last', () => {
  const cases: [{ from: number; to: number | null }, number, boolean][] = [
    [{ from: 10, to: 20 }, 9, false],
    [{ from: 10, to: 20 }, 10, true],
    [{ from: 10, to: 20 }, 19, true],
    [{ from: 10, to: 20 }, 20, false],
    [{ from: 10, to: null }, 10, true],
    [{ from: 10, to: null }, 1e15, true],
    [{ from: 10, to: 10 }, 10, false],
  ];
  for (const [interval, at, expected] of cases)
    assert.equal(holdsAt(interval, at), expected, JSON.stringify([interval, at]));
});

test('moves where it, a phase of it or its loss begins or ends, each instant once, in order', () => {
  assert.deepEqual(movesOf(visit({})), [5]);
  const stale = [
    { from: 6, to: 7 },
    { from: 8, to: null },
  ];
  assert.deepEqual(movesOf(visit({ to: 9, stale })), [5, 6, 7, 8, 9]);
  assert.deepEqual(movesOf(visit({ to: 7, stale: [{ from: 6, to: 7 }] })), [5, 6, 7]);
  assert.deepEqual(
    movesOf(visit({ to: 9, probable: [{ from: 6, to: 8 }], lost: { from: 9, to: 12 } })),
    [5, 6, 8, 9, 12],
  );
});
