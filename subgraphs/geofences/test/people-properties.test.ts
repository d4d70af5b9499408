import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, integer, nat, property } from 'fast-check';

import { emptyState, type ToldPersonVisit } from '../src/domain/person-visits/carried-state.ts';
import { takeTime } from '../src/domain/person-visits/derive.ts';
import type { Carriage, CarriedVisit } from '../src/domain/person-visits/person-visit.ts';
import { naivePeople, SMALL_LIMITS, type NaiveVisit, type World } from './naive-people.ts';
import { interleaved, take, tracksOf, type Step } from './people-steps.ts';

function worldOf(steps: readonly Step[], now: number): World {
  const visits = new Map<string, CarriedVisit | null>();
  const carriages = new Map<string, Carriage>();
  for (const step of steps) {
    if (step.kind === 'visit') visits.set(step.visit.visitId, step.retracted ? null : step.visit);
    if (step.kind === 'carriage') carriages.set(step.carriage.assignmentId, step.carriage);
  }
  const hearings = steps.flatMap((step) => (step.kind === 'hearing' ? step : []));
  const believed = [...visits.values()].flatMap((visit) => visit ?? []);
  return { visits: believed, carriages: [...carriages.values()], hearings, now };
}

function believed(told: Iterable<ToldPersonVisit>): NaiveVisit[] {
  const pair = ({ from, to }: { from: number; to: number | null }) => [from, to] as const;
  return [...told].flatMap(({ retracted, visit }) => {
    const { personId, visitId, assignmentId, from, to, endReason, alreadyInside, dwelledAt } = visit;
    const state = { personId, visitId, assignmentId, from, to, endReason, alreadyInside, dwelledAt };
    return retracted ? [] : { ...state, stale: visit.stale.map(pair), lost: visit.lost && pair(visit.lost) };
  });
}

function inOrder(visits: readonly NaiveVisit[]): NaiveVisit[] {
  const keyOf = ({ visitId, assignmentId, personId, from }: NaiveVisit) =>
    [visitId, assignmentId, personId, String(from).padStart(3)].join();
  return visits.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

/** The newest state of each id. */
function newest(changes: readonly ToldPersonVisit[]): ToldPersonVisit[] {
  return [...new Map(changes.map((change) => [change.visit.personVisitId, change])).values()];
}

const RUNS = { numRuns: 4_000 };
const turns = array(nat({ max: 100 }), { minLength: 1, maxLength: 30 });

test('comes to the people’s visits that looking at every instant gives, in whichever order things come to be known', () => {
  check(
    property(tracksOf, turns, (tracks, random) => {
      const steps = interleaved(tracks, random);
      const state = emptyState(SMALL_LIMITS);
      const told = steps.flatMap((step) => take(state, step, Infinity));
      const expected = inOrder(naivePeople(worldOf(steps, Infinity)));
      assert.deepEqual(inOrder(believed([...state.told.values()].flat())), expected);
      assert.deepEqual(inOrder(believed(newest(told))), expected, 'what was told');
    }),
    RUNS,
  );
});

test('lets silence grow only as far as it is known, and catches up when time passes', () => {
  check(
    property(tracksOf, turns, array(integer({ min: 0, max: 40 }), { minLength: 1 }), (tracks, random, times) => {
      const steps = interleaved(tracks, random);
      const nows = steps.map((_, index) => times[index % times.length] ?? 0).toSorted((a, b) => a - b);
      const state = emptyState(SMALL_LIMITS);
      steps.forEach((step, index) => void take(state, step, nows[index] ?? 0));
      const now = nows.at(-1) ?? 0;
      takeTime(state, now);
      assert.deepEqual(inOrder(believed([...state.told.values()].flat())), inOrder(naivePeople(worldOf(steps, now))));
      assert.ok([...state.due.values()].every((due) => due > now));
    }),
    RUNS,
  );
});

test('gives every part an id of its own, counts beliefs without a gap, and the same entries the same of both', () => {
  check(
    property(tracksOf, turns, (tracks, random) => {
      const steps = interleaved(tracks, random);
      const run = () => {
        const state = emptyState(SMALL_LIMITS);
        return steps.flatMap((step) => take(state, step, Infinity));
      };
      const told = run();
      const revisions = Map.groupBy(told, ({ visit }) => visit.personVisitId);
      for (const beliefs of revisions.values()) {
        assert.deepEqual(
          beliefs.map(({ revision }) => revision),
          beliefs.map((_, index) => index),
        );
        assert.equal(new Set(beliefs.map(({ visit }) => `${visit.visitId} ${visit.assignmentId}`)).size, 1);
      }
      assert.deepEqual(run(), told);
    }),
    { numRuns: 500 },
  );
});
