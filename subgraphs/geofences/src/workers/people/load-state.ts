import { LATEST_INSTANT, type TxSql } from '@trekker/kit';

import {
  carriagesById,
  carriagesOfPeople,
  carriagesOfTrackers,
  carriedById,
  carriedSince,
  changedBefore,
} from '../../db/carried.ts';
import { deadlinesOf, hearingsOf } from '../../db/hearings.ts';
import { toldOf } from '../../db/person-visits.ts';
import { Carriages } from '../../domain/person-visits/carriages.ts';
import type { CarriedState } from '../../domain/person-visits/carried-state.ts';
import { SILENCE_LIMITS } from '../../domain/person-visits/coverage.ts';
import type { Carriage, CarriedVisit } from '../../domain/person-visits/person-visit.ts';
import { overlap, stretchOf } from '../../domain/person-visits/stretch.ts';
import type { Step } from './step.ts';
import { distinct, namedIn, touchedSince } from './touched.ts';

/** What a run of steps may touch. */
export interface Loaded {
  readonly state: CarriedState;
  /** Nothing before this instant is touched, Unix milliseconds. */
  readonly since: number;
  /** People of whom more than one tracker may speak. */
  readonly contested: readonly string[];
}

/** States of what steps speak of, as they were left. */
interface Before {
  readonly visits: readonly CarriedVisit[];
  readonly carriages: readonly Carriage[];
}

/** Whom and what steps may touch. */
interface Reach {
  readonly since: number;
  readonly carriages: Carriages;
  readonly contested: readonly string[];
  readonly visits: readonly CarriedVisit[];
  readonly trackerIds: readonly string[];
}

/**
 * Everything that steps may touch, as it was left by those before. Of people with one tracker at a time that is only the
 * visits and assignments the steps speak of; of others also what their other trackers do from there on.
 */
export async function loadState(sql: TxSql, steps: readonly Step[]): Promise<Loaded> {
  const named = namedIn(steps);
  const { visitIds, supersedingIds, assignmentIds, heardTrackerIds, tickedAt: by } = named;
  const overdue = by === null ? new Map<string, number>() : await deadlinesOf(sql, { personIds: [], by });
  const before: Before = {
    visits: await carriedById(sql, visitIds),
    carriages: await carriagesById(sql, assignmentIds),
  };
  const touched = Math.min(touchedSince(steps, before), ...overdue.values(), LATEST_INSTANT);
  const reach = await reachOf(sql, { steps, before, touched, people: [...overdue.keys()] });
  const { since, carriages, contested, visits, trackerIds } = reach;
  const told = await toldOf(sql, distinct([...visits.map(({ visitId }) => visitId), ...visitIds, ...supersedingIds]));
  const unknown = told.flatMap(({ visit }) => (carriages.get(visit.assignmentId) ? [] : visit.assignmentId));
  for (const one of await carriagesById(sql, distinct(unknown))) carriages.put(one);
  const listened = distinct([...(contested.length ? trackerIds : []), ...heardTrackerIds]);
  const changes = contested.length ? await changedBefore(sql, { trackerIds, since }) : [];
  const state: CarriedState = {
    visits: byTracker(visits),
    changedBefore: new Map(changes.map(({ trackerId, at }) => [trackerId, at])),
    carriages,
    hearings: listened.length ? await hearingsOf(sql, { trackerIds: listened, since }) : new Map(),
    told: Map.groupBy(told, ({ visit }) => visit.visitId),
    due: contested.length ? await deadlinesOf(sql, { personIds: contested, by }) : new Map(),
    limits: SILENCE_LIMITS,
  };
  return { state, since, contested };
}

/** Who and what is touched. Where a visit is lost, what happened since it ended matters too, and so on. */
async function reachOf(
  sql: TxSql,
  {
    steps,
    before,
    touched,
    people,
  }: { steps: readonly Step[]; before: Before; touched: number; people: readonly string[] },
): Promise<Reach> {
  const moved = [...before.carriages, ...versions(steps)];
  for (let since = touched; ;) {
    const carriages = await carriagesSince(sql, { steps, moved, people, since });
    const held = [...carriages, ...before.carriages];
    const contested = contestedPeople([...held, ...versions(steps)]);
    const trackerIds = distinct([
      ...moved.map(({ trackerId }) => trackerId),
      ...held.flatMap(({ personId, trackerId }) =>
        personId !== null && contested.includes(personId) ? trackerId : [],
      ),
    ]);
    const known = new Set(before.visits.map(({ visitId }) => visitId));
    const others = (await carriedSince(sql, { trackerIds, since })).filter(({ visitId }) => !known.has(visitId));
    const visits = [...before.visits, ...others];
    const isTouched = ({ lost }: CarriedVisit) => lost && (lost.to ?? Infinity) >= touched;
    const lostSince = Math.min(since, ...visits.flatMap((visit) => (isTouched(visit) ? (visit.lost?.from ?? []) : [])));
    if (!trackerIds.length || lostSince === since)
      return { since, carriages: new Carriages(held), contested, visits, trackerIds };
    since = lostSince;
  }
}

/** Assignments from an instant on: of the trackers that steps speak of, and of whoever carries or carried them. */
async function carriagesSince(
  sql: TxSql,
  {
    steps,
    moved,
    people,
    since,
  }: { steps: readonly Step[]; moved: readonly Carriage[]; people: readonly string[]; since: number },
): Promise<Carriage[]> {
  const trackerIds = steps.flatMap((step): string[] => {
    if (step.kind === 'visit') return [step.taken.visit.trackerId];
    return step.kind === 'hearing' ? [step.trackerId] : [];
  });
  const concerned = distinct([...trackerIds, ...moved.map(({ trackerId }) => trackerId)]);
  const ofTrackers = await carriagesOfTrackers(sql, { trackerIds: concerned, since });
  const personIds = distinct([...people, ...[...ofTrackers, ...moved].flatMap(({ personId }) => personId ?? [])]);
  const ofPeople = await carriagesOfPeople(sql, { personIds, since });
  return [...ofTrackers, ...ofPeople];
}

/** Who by these states of assignments may carry more than one tracker at some instant. */
function contestedPeople(carriages: readonly Carriage[]): string[] {
  const byPerson = Map.groupBy(carriages, ({ personId }) => personId);
  return [...byPerson].flatMap(([personId, held]) => {
    const isContested = held.some((one, index) =>
      held
        .slice(index + 1)
        .some((other) => one.assignmentId !== other.assignmentId && overlap(stretchOf(one), stretchOf(other))),
    );
    return personId !== null && isContested ? personId : [];
  });
}

/** Every state of an assignment that steps tell of. */
function versions(steps: readonly Step[]): Carriage[] {
  return steps.flatMap((step) => (step.kind === 'carriage' ? step.carriage : []));
}

function byTracker(visits: readonly CarriedVisit[]): Map<string, Map<string, CarriedVisit>> {
  const groups = Map.groupBy(visits, ({ trackerId }) => trackerId);
  return new Map([...groups].map(([trackerId, some]) => [trackerId, new Map(some.map((one) => [one.visitId, one]))]));
}
