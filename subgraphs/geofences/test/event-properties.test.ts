import assert from 'node:assert/strict';
import { test } from 'node:test';

import { array, assert as check, nat, property } from 'fast-check';

import { StaysState } from '../src/domain/events/stays-state.ts';
import { tellEvents } from '../src/domain/events/tell-events.ts';
import type { EventChange } from '../src/domain/events/told-stay.ts';
import {
  emptyState,
  visitsOf,
  type CarriedState,
  type ToldPersonVisit,
} from '../src/domain/person-visits/carried-state.ts';
import type { CarriedVisit } from '../src/domain/person-visits/person-visit.ts';
import { SMALL_LIMITS } from './naive-people.ts';
import { interleaved, take, tracksOf, type Step } from './people-steps.ts';

const turns = array(nat({ max: 100 }), { minLength: 1, maxLength: 30 });

/** Stage two and the events of it, one step after the other. */
function run(steps: readonly Step[]) {
  const state = emptyState(SMALL_LIMITS);
  const tell = teller(state);
  const told = steps.flatMap((step) => {
    const people = take(state, step, Infinity);
    return tell(people, visitsOfStep(state, step));
  });
  return { state, told };
}

function teller(state: CarriedState) {
  const stays = new StaysState();
  let made = 0;
  return (people: readonly ToldPersonVisit[], visits: ReadonlyMap<string, CarriedVisit | null>) =>
    tellEvents(
      {
        stays,
        carriages: state.carriages,
        isExclusion: (geofenceId) => geofenceId === 'g1',
        newStayId: () => `stay ${made++}`,
      },
      { people, visits },
    );
}

function visitsOfStep(state: CarriedState, step: Step): Map<string, CarriedVisit | null> {
  if (step.kind === 'visit') return new Map([[step.visit.visitId, step.retracted ? null : step.visit]]);
  if (step.kind === 'hearing') return new Map();
  return new Map(visitsOf(state, step.carriage.trackerId).map((visit) => [visit.visitId, visit]));
}

/** What is believed in the end to have happened. */
function believed(told: readonly EventChange[]): string[] {
  const last = new Map(told.map((one) => [one.eventId, one]));
  const happenings = [...last.values()].flatMap(({ retracted, happening }) => (retracted ? [] : happening));
  return happenings
    .map(({ kind, at, geofenceId, personId, trackerId }) => [kind, at, geofenceId, personId, trackerId].join(' '))
    .toSorted();
}

test('comes to the events that all there is gives at once, in whichever order things come to be known', () => {
  check(
    property(tracksOf, turns, (tracks, random) => {
      const { state, told } = run(interleaved(tracks, random));
      const trackers = [...state.visits.keys()].flatMap((trackerId) => visitsOf(state, trackerId));
      const people = [...state.told.values()].flat().filter(({ retracted }) => !retracted);
      const atOnce = teller(state)(people, new Map(trackers.map((visit) => [visit.visitId, visit])));
      assert.deepEqual(believed(told), believed(atOnce));
    }),
    { numRuns: 3_000 },
  );
});

test('tells each event as new once, each change of it once, and the same of the same entries', () => {
  check(
    property(tracksOf, turns, (tracks, random) => {
      const steps = interleaved(tracks, random);
      const { told } = run(steps);
      for (const changes of Map.groupBy(told, ({ eventId }) => eventId).values()) {
        changes.forEach(({ status, revision, retracted, happening }, index) => {
          const before = changes[index - 1];
          assert.equal(revision, index);
          assert.equal(status, before ? (retracted ? 'RETRACTED' : 'REVISED') : 'NEW');
          assert.equal(happening.kind, changes[0]?.happening.kind);
          if (before && !retracted && !before.retracted) assert.notDeepEqual(happening, before.happening);
          assert.ok(!retracted || !before?.retracted, 'retracted twice');
        });
      }
      assert.deepEqual(run(steps).told, told);
    }),
    { numRuns: 1_500 },
  );
});
