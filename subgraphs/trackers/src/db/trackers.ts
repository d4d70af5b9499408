import type { Tx, UnitReach } from '@trekker/kit';
import { and, asc, eq, inArray } from 'drizzle-orm';

import { holdsAt, within } from './conditions.ts';
import type { CarriedTracker, TrackerRow } from './rows.ts';
import { assignments, trackers } from './tables.ts';

/** Those of these trackers that a reach covers. */
export function trackersById(tx: Tx, ids: string[], reach: UnitReach): Promise<TrackerRow[]> {
  return tx.db
    .select()
    .from(trackers)
    .where(and(inArray(trackers.trackerId, ids), within(trackers.unitId, reach)));
}

/** Every tracker that a reach covers, ordered by name. */
export function allTrackers(tx: Tx, reach: UnitReach): Promise<TrackerRow[]> {
  return tx.db
    .select()
    .from(trackers)
    .where(within(trackers.unitId, reach))
    .orderBy(asc(trackers.name), asc(trackers.trackerId));
}

/** The tracker, locked against other changes of it and its assignments until the transaction ends. */
export async function lockTracker(tx: Tx, trackerId: string): Promise<TrackerRow | undefined> {
  const [row] = await tx.db.select().from(trackers).where(eq(trackers.trackerId, trackerId)).for('no key update');
  return row;
}

export async function insertTracker(tx: Tx, row: TrackerRow): Promise<void> {
  await tx.db.insert(trackers).values(row);
}

export async function updateTrackerRow(tx: Tx, { trackerId, name, unitId }: TrackerRow): Promise<void> {
  await tx.db.update(trackers).set({ name, unitId }).where(eq(trackers.trackerId, trackerId));
}

/** Trackers on these people or assets at an instant that a reach covers, ordered by name. */
export async function trackersCarriedBy(
  tx: Tx,
  ids: string[],
  { carrier, reach, at }: { carrier: 'personId' | 'assetId'; reach: UnitReach; at: number },
): Promise<CarriedTracker[]> {
  const column = assignments[carrier];
  const rows = await tx.db
    .select({ carrierId: column, tracker: trackers })
    .from(assignments)
    .innerJoin(trackers, eq(trackers.trackerId, assignments.trackerId))
    .where(and(inArray(column, ids), holdsAt(at), within(trackers.unitId, reach)))
    .orderBy(asc(trackers.name), asc(trackers.trackerId));
  return rows.map(({ carrierId, tracker }) => ({ carrierId: carrierId ?? '', tracker }));
}
