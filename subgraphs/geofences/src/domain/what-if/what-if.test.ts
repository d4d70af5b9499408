import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, integer, property, tuple } from 'fast-check';

import type { Visit } from '../presence/visit.ts';
import { flapDistances } from './flap-distances.ts';
import { differenceOf } from './visit-difference.ts';
import { figuresOf, sumOf } from './visit-figures.ts';

const MINUTE_MS = 60_000;
const visit = (
  from: number,
  to: number | null,
  endReason: Visit['endReason'] = to === null ? null : 'LEFT',
): Visit => ({
  geofenceId: 'g',
  from,
  to,
  endReason,
  beganBy: 'FIRST_FIX',
  endedBy: to === null ? null : 'FIRST_FIX',
  probable: [],
  stale: [],
  loitering: [],
  dwelledAt: null,
  lost: null,
  evidence: [],
});

test('counts visits, time inside and flaps: short visits and quick returns, each visit once', () => {
  const visits = [
    visit(0, 10 * MINUTE_MS),
    visit(10 * MINUTE_MS + 59_999, 20 * MINUTE_MS),
    visit(21 * MINUTE_MS, 21 * MINUTE_MS + 59_999),
    visit(30 * MINUTE_MS, 31 * MINUTE_MS),
    visit(40 * MINUTE_MS, 40 * MINUTE_MS + 5, 'CROSSED'),
    visit(50 * MINUTE_MS, null),
  ];
  const { visits: count, flaps, insideMs } = figuresOf(visits, 55 * MINUTE_MS);
  assert.deepEqual([count, flaps], [6, 2]);
  assert.equal(insideMs, 10 * MINUTE_MS + 9 * MINUTE_MS + 1 + 59_999 + MINUTE_MS + 5 + 5 * MINUTE_MS);
  assert.deepEqual(figuresOf([visit(90, null)], 80), { visits: 1, flaps: 0, insideMs: 0 });
  assert.deepEqual(sumOf({ visits: 1, flaps: 2, insideMs: 3 }, { visits: 10, flaps: 20, insideMs: 30 }), {
    visits: 11,
    flaps: 22,
    insideMs: 33,
  });
});

test('takes the distances of those fixes that ended a visit although the tracker returned at once', () => {
  const evidence = (...meters: number[]): Visit['evidence'] =>
    meters.map((signedDistanceMeters, index) => ({
      decision: (['BEGAN', 'ENDED', 'CONFIRMED_END'] as const)[index] ?? 'BEGAN',
      positionId: '',
      signedDistanceMeters,
      accuracyMeters: null,
      version: 1,
    }));
  const visits = [
    { ...visit(0, 10 * MINUTE_MS), evidence: evidence(-5, 7, 8) },
    { ...visit(10 * MINUTE_MS + 30_000, 20 * MINUTE_MS), evidence: evidence(-6, 200) },
    { ...visit(40 * MINUTE_MS, 40 * MINUTE_MS + 1), evidence: evidence(-6, 300) },
  ];
  assert.deepEqual(flapDistances(visits), [7, 8]);
  assert.deepEqual(flapDistances([]), []);
});

test('takes visits that share an instant for the same, and tells how time inside moves', () => {
  const before = [visit(0, 10), visit(20, 30), visit(40, 50)];
  const after = [visit(5, 25), visit(60, null)];
  assert.deepEqual(differenceOf(before, after, 70), { added: 1, removed: 1, changedMs: 0, movedMs: 40 });
  assert.deepEqual(differenceOf(before, before, 70), { added: 0, removed: 0, changedMs: 0, movedMs: 0 });
  assert.deepEqual(differenceOf([], after, 70), { added: 2, removed: 0, changedMs: 30, movedMs: 30 });
  assert.deepEqual(differenceOf([visit(7, 7)], [visit(7, 7)], 70), { added: 0, removed: 0, changedMs: 0, movedMs: 0 });
});

test('agrees with a count of every instant', () => {
  const steps = array(tuple(integer({ min: 1, max: 5 }), integer({ min: 1, max: 5 })), { maxLength: 6 });
  const visitsOf = (pairs: readonly (readonly [number, number])[]) => {
    let at = 0;
    return pairs.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return visit(from, at);
    });
  };
  check(
    property(steps, steps, (one, other) => {
      const [before, after] = [visitsOf(one), visitsOf(other)];
      const { changedMs, movedMs } = differenceOf(before, after, 100);
      const inside = (visits: Visit[], at: number) => visits.some(({ from, to }) => from <= at && at < (to ?? 100));
      const instants = Array.from({ length: 100 }, (_, at) => [inside(before, at), inside(after, at)]);
      assert.equal(movedMs, instants.filter(([was, is]) => was !== is).length);
      assert.equal(changedMs, instants.filter(([, is]) => is).length - instants.filter(([was]) => was).length);
    }),
  );
});
