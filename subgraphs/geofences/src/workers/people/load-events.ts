import type { TxSql } from '@trekker/kit';

import { carriagesOfTrackers } from '../../db/carried.ts';
import { geofencesSeen, type GeofenceSeen } from '../../db/geofence-events.ts';
import { staysOf, type StaysWanted } from '../../db/stays.ts';
import { StaysState } from '../../domain/events/stays-state.ts';
import type { CarriedState } from '../../domain/person-visits/carried-state.ts';
import { reachOf } from '../../domain/person-visits/derive-person.ts';
import type { CarriedVisit } from '../../domain/person-visits/person-visit.ts';
import { overlap, stretchOf } from '../../domain/person-visits/stretch.ts';
import type { Loaded } from './load-state.ts';
import type { Step } from './step.ts';
import { distinct } from './touched.ts';

/** What events may follow from. */
export interface LoadedEvents {
  readonly stays: StaysState;
  readonly geofences: ReadonlyMap<string, GeofenceSeen>;
}

/** The stays that steps may touch, as they were left by those before, and the geofences of what they speak of. */
export async function loadEvents(
  sql: TxSql,
  { steps, loaded: { state, since } }: { steps: readonly Step[]; loaded: Loaded },
): Promise<LoadedEvents> {
  const visits = [
    ...[...state.visits.values()].flatMap((ofTracker) => [...ofTracker.values()]),
    ...steps.flatMap((step) => (step.kind === 'visit' ? step.taken.visit : [])),
  ];
  // Who or what carried a tracker when its visit began may matter as well as who does now.
  const begun = visits.filter(({ from }) => from < since);
  if (begun.length) {
    const trackerIds = distinct(begun.map(({ trackerId }) => trackerId));
    const earlier = await carriagesOfTrackers(sql, { trackerIds, since: Math.min(...begun.map(({ from }) => from)) });
    for (const one of earlier) if (!state.carriages.get(one.assignmentId)) state.carriages.put(one);
  }
  const told = [...state.told.values()].flat();
  const geofenceIds = distinct([...visits, ...told.map(({ visit }) => visit)].map(({ geofenceId }) => geofenceId));
  const ids = distinct(visits.map(({ visitId }) => visitId));
  const stays = new StaysState(await staysOf(sql, { ids, wanted: staysWanted(visits, { steps, state }) }));
  return { stays, geofences: await geofencesSeen(sql, geofenceIds) };
}

/** Who may stay, or may have stayed, where because of these visits. */
function staysWanted(
  visits: readonly CarriedVisit[],
  { steps, state }: { steps: readonly Step[]; state: CarriedState },
): StaysWanted[] {
  const wanted = new Map<string, StaysWanted>();
  const want = (personId: string | null, { geofenceId, from }: Pick<CarriedVisit, 'geofenceId' | 'from'>) => {
    if (personId === null) return;
    const key = `${personId}/${geofenceId}`;
    wanted.set(key, { personId, geofenceId, since: Math.min(from, wanted.get(key)?.since ?? from) });
  };
  const moved = steps.flatMap((step) => (step.kind === 'carriage' ? step.carriage : []));
  const byTracker = Map.groupBy(moved, ({ trackerId }) => trackerId);
  for (const visit of visits) {
    const held = state.carriages.ofTracker(visit.trackerId).filter((one) => overlap(stretchOf(one), reachOf(visit)));
    for (const { personId } of [...held, ...(byTracker.get(visit.trackerId) ?? [])]) want(personId, visit);
  }
  for (const { visit } of [...state.told.values()].flat()) want(visit.personId, visit);
  return [...wanted.values()];
}
