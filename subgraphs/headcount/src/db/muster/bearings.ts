import type { Tx } from '@trekker/kit';

import { borneBy, type Bearing } from '../../domain/muster/bearing.ts';
import type { TrackerBorne } from './last-positions.ts';

/** What the replica of trackers keeps from the begin of an assignment on. */
export interface BearerState {
  /** Null where the tracker is on a thing. */
  readonly personId: string | null;
  /** Excluded, Unix milliseconds; null while it lasts. */
  readonly to: number | null;
}

/** Somebody, the tracker that spoke for them last, and until when by what was told of their visits. */
export interface Borne {
  readonly personId: string;
  readonly trackerId: string;
  readonly carriedUntil: number | null;
}

/** When the trackers of these people were with them, in their order. */
export async function trackersBorne(tx: Tx, people: readonly Borne[]): Promise<TrackerBorne[]> {
  const bearings = await bearingsOf(
    tx,
    people.map(({ trackerId }) => trackerId),
  );
  return people.map((person) => {
    const { trackerId } = person;
    return { trackerId, during: borneBy(person, bearings.get(trackerId) ?? []) };
  });
}

/** Who bore these trackers when, in the order of time; trackers that nobody ever bore are absent. */
async function bearingsOf(tx: Tx, trackerIds: Iterable<string>): Promise<Map<string, Bearing[]>> {
  const rows = await tx.sql<{ key: string; valid_from: number; data: BearerState }[]>`
    select key, valid_from, data from headcount.replicas
    where replica = 'muster-bearers' and key = any(${[...new Set(trackerIds)]}) and data is not null
    order by valid_from`;
  const byTracker = Map.groupBy(rows, ({ key }) => key);
  return new Map(
    [...byTracker].map(([trackerId, states]) => [
      trackerId,
      states.map(({ valid_from: from, data }) => ({ from, to: data.to, personId: data.personId })),
    ]),
  );
}
