import type { Page, Tx, UnitReach } from '@trekker/kit';
import { and, asc, count, eq, inArray, sql } from 'drizzle-orm';

import type { SilenceLimits } from '../domain/connection-status.ts';
import { behind, holdsAt, within } from './conditions.ts';
import type { CarriedTracker, TrackerRow } from './rows.ts';
import { assignments, trackers, trackerStatus } from './tables.ts';

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

/** One more than a page of the trackers a reach covers, ordered by name. */
export function pageOfTrackers(tx: Tx, page: Page, reach: UnitReach): Promise<TrackerRow[]> {
  return tx.db
    .select()
    .from(trackers)
    .where(and(behind(page, { name: trackers.name, id: trackers.trackerId }), within(trackers.unitId, reach)))
    .orderBy(asc(trackers.name), asc(trackers.trackerId))
    .limit(page.first + 1);
}

/** How many of the trackers a reach covers are of which connection status. */
export async function countByConnection(
  tx: Tx,
  reach: UnitReach,
  { now, limits }: { now: number; limits: SilenceLimits },
): Promise<{ connected: number; idle: number; disconnected: number }> {
  const [row] = await tx.db
    .select({
      total: count(),
      connected: sql<number>`count(*) filter (where ${trackerStatus.lastHeardAt} > ${now - limits.connectedWithinMs})`,
      heard: sql<number>`count(*) filter (where ${trackerStatus.lastHeardAt} > ${now - limits.idleWithinMs})`,
    })
    .from(trackers)
    .leftJoin(trackerStatus, eq(trackerStatus.trackerId, trackers.trackerId))
    .where(within(trackers.unitId, reach));
  const { total = 0, connected = 0, heard = 0 } = row ?? {};
  return { connected, idle: heard - connected, disconnected: total - heard };
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
