import assert from 'node:assert/strict';
import { test } from 'node:test';

import * as fc from 'fast-check';

import { overlappingIn, pairVisits } from './pair-visits.ts';
import type { DerivedVisit, ToldVisit } from './reconcile.ts';
import type { Visit } from './visit.ts';

function visitOf(from: number, to: number | null, changes: Partial<Visit> = {}): Visit {
  const phases = { probable: [], stale: [], loitering: [], dwelledAt: null, lost: null };
  const evidence: Visit['evidence'] = [];
  const reasons = { endReason: to === null ? null : 'LEFT', beganBy: 'FIRST_FIX', endedBy: null } as const;
  return { geofenceId: 'a', from, to, ...reasons, ...phases, evidence, ...changes };
}

const anyVisit = fc
  .record({
    from: fc.nat(30),
    length: fc.option(fc.nat(12), { freq: 8 }),
    geofenceId: fc.constantFrom('a', 'a', 'b'),
    crossed: fc.constantFrom(false, false, true),
  })
  .map(({ from, length, geofenceId, crossed }) =>
    visitOf(from, length === null ? null : from + length, {
      geofenceId,
      ...(crossed && length !== null ? { endReason: 'CROSSED' as const } : {}),
    }),
  );
const someVisits = fc.array(anyVisit, { maxLength: 12 });

const told = (visits: readonly Visit[]) =>
  visits.map((visit, index): ToldVisit => ({ visitId: `v${(index * 7) % 12}`, revision: 0, visit, decidedAt: null }));
const derived = (visits: readonly Visit[]) => visits.map((visit): DerivedVisit => ({ visit, decidedAt: null }));

const endOf = ({ from, to }: Visit) => (to === null ? Infinity : Math.max(to, from + 1));
const isOverlap = (a: Visit, b: Visit) => a.geofenceId === b.geofenceId && a.from < endOf(b) && b.from < endOf(a);
const isBegun = (a: Visit, b: Visit) =>
  a.geofenceId === b.geofenceId && a.from === b.from && (a.endReason === 'CROSSED') === (b.endReason === 'CROSSED');

/** What is asked for, one held against all others. */
function slowly(before: readonly ToldVisit[], now: readonly DerivedVisit[]): Map<DerivedVisit, ToldVisit> {
  const pairs = new Map<DerivedVisit, ToldVisit>();
  const free = before.toSorted((a, b) => a.visit.from - b.visit.from || (a.visitId < b.visitId ? -1 : 1));
  for (const isSame of [isBegun, isOverlap]) {
    for (const one of now.toSorted((a, b) => a.visit.from - b.visit.from)) {
      const at = pairs.has(one) ? -1 : free.findIndex(({ visit }) => isSame(one.visit, visit));
      const [match] = at < 0 ? [] : free.splice(at, 1);
      if (match) pairs.set(one, match);
    }
  }
  return pairs;
}

test('takes each visit for the one that holding all against each other gives', () => {
  fc.assert(
    fc.property(someVisits, someVisits, (before, now) => {
      const [known, anew] = [told(before), derived(now)];
      assert.deepEqual(new Map(pairVisits(known, anew)), slowly(known, anew));
    }),
    { numRuns: 5_000 },
  );
});

test('finds the first that overlaps a visit, in the order they were given', () => {
  fc.assert(
    fc.property(someVisits, anyVisit, (visits, one) => {
      const expected = visits.findIndex((visit) => isOverlap(visit, one));
      assert.equal(overlappingIn(visits)(one) ?? -1, expected);
    }),
    { numRuns: 3_000 },
  );
});

test('pairs the visits of years without holding all against all', () => {
  const count = 20_000;
  const [known, anew] = [0, 3].map((shift) =>
    Array.from({ length: count }, (_, at) => visitOf(at * 100 + shift, at * 100 + 50)),
  );
  const began = performance.now();
  const pairs = pairVisits(told(known ?? []), derived(anew ?? []));
  const heirOf = overlappingIn(anew ?? []);
  for (const [index, visit] of (known ?? []).entries()) assert.equal(heirOf(visit), index);
  assert.equal(pairs.size, count);
  assert.ok(performance.now() - began < 10_000, `${Math.round(performance.now() - began)} ms`);
});
