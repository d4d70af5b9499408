import type { Page, Tx, UnitReach } from '@trekker/kit';
import { and, asc, count, desc, eq, inArray, isNull, max, notInArray, or, sql, type SQL } from 'drizzle-orm';

import type { QuarantineFilter } from '../domain/quarantine-filter.ts';
import type { QuarantineReason } from '../domain/quarantine-reason.ts';
import { fitting } from './quarantine-filter.ts';
import type { Held } from './retention.ts';
import type { QuarantinedFixRow } from './rows.ts';
import { quarantine } from './tables.ts';

/** Most rows of one INSERT: PostgreSQL takes 65,535 parameters, a row has 10. */
const MOST_ROWS = 5_000;

/** Keeps fixes; those kept under their ids before stay as they are. */
export async function insertQuarantined(tx: Tx, rows: readonly QuarantinedFixRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    const some = rows.slice(from, from + MOST_ROWS);
    await tx.db.insert(quarantine).values(some).onConflictDoNothing();
  }
}

/** What of quarantine is asked for. */
export interface QuarantineScope {
  readonly filter: QuarantineFilter;
  readonly reach: UnitReach;
}

/** One more than a page of the quarantined fixes of a scope, by when they were received. */
export function pageOfQuarantine(
  tx: Tx,
  { first, after }: Page,
  { filter, reach, isDescending }: QuarantineScope & { isDescending: boolean },
): Promise<QuarantinedFixRow[]> {
  const way = isDescending ? desc : asc;
  const is = isDescending ? sql`<` : sql`>`;
  const behind = after
    ? sql`(${quarantine.receivedAt}, ${quarantine.fixId}) ${is} (${Number(after[0])}::timestamptz, ${after[1]}::uuid)`
    : undefined;
  return tx.db
    .select()
    .from(quarantine)
    .where(and(behind, fitting(filter, reach)))
    .orderBy(way(quarantine.receivedAt), way(quarantine.fixId))
    .limit(first + 1);
}

export async function countQuarantined(tx: Tx, { filter, reach }: QuarantineScope): Promise<number> {
  const [row] = await tx.db.select({ total: count() }).from(quarantine).where(fitting(filter, reach));
  return row?.total ?? 0;
}

/** How many fixes of a scope were refused for each reason, the most frequent first. */
export function countByReason(
  tx: Tx,
  { filter, reach }: QuarantineScope,
): Promise<{ reason: QuarantineReason; count: number }[]> {
  return tx.db
    .select({ reason: quarantine.reason, count: count() })
    .from(quarantine)
    .where(fitting(filter, reach))
    .groupBy(quarantine.reason)
    .orderBy(desc(count()), asc(quarantine.reason));
}

/** How many fixes of a scope came from devices that call themselves the same. */
export interface IdentifierCount {
  readonly identifier: string;
  /** The tracker of the newest of them, or null. */
  readonly trackerId: string | null;
  readonly count: number;
  /** Unix milliseconds. */
  readonly lastReceivedAt: number;
}

/** One more than a page of them, the most frequent first. */
export async function pageOfIdentifiers(
  tx: Tx,
  { first, after }: Page,
  { filter, reach }: QuarantineScope,
): Promise<IdentifierCount[]> {
  const newest = sql<string | null>`(array_agg(${quarantine.trackerId} order by ${quarantine.receivedAt} desc))[1]`;
  const behind = after
    ? sql`(-count(*), ${quarantine.identifier} collate "C") > (${-Number(after[0])}::bigint, ${after[1]} collate "C")`
    : undefined;
  const rows = await tx.db
    .select({
      identifier: quarantine.identifier,
      trackerId: newest,
      count: count(),
      lastReceivedAt: max(quarantine.receivedAt),
    })
    .from(quarantine)
    .where(fitting(filter, reach))
    .groupBy(quarantine.identifier)
    .having(behind)
    .orderBy(desc(count()), asc(sql`${quarantine.identifier} collate "C"`))
    .limit(first + 1);
  return rows.map(({ lastReceivedAt, ...row }) => ({ ...row, lastReceivedAt: lastReceivedAt ?? 0 }));
}

/** How many different identifiers the fixes of a scope have. */
export async function countIdentifiers(tx: Tx, { filter, reach }: QuarantineScope): Promise<number> {
  const total = sql<number>`count(distinct ${quarantine.identifier})`.mapWith(Number);
  const [row] = await tx.db.select({ total }).from(quarantine).where(fitting(filter, reach));
  return row?.total ?? 0;
}

export function quarantinedById(tx: Tx, fixIds: string[], reach: UnitReach): Promise<QuarantinedFixRow[]> {
  return tx.db
    .select()
    .from(quarantine)
    .where(and(inArray(quarantine.fixId, fixIds), fitting(null, reach)));
}

/** Takes fixes out of quarantine. */
export async function deleteQuarantined(tx: Tx, fixIds: readonly string[]): Promise<void> {
  if (fixIds.length) await tx.db.delete(quarantine).where(inArray(quarantine.fixId, [...fixIds]));
}

/** Takes the fixes of a scope that are not held out of quarantine, those received first before others; gives back how many. */
export async function deleteOldest(
  tx: Pick<Tx, 'db'>,
  { held, ...scope }: QuarantineScope & { held: Held },
  most: number,
): Promise<number> {
  const oldest: SQL = sql`(
    select ${quarantine.fixId} from ${quarantine} where ${and(fitting(scope.filter, scope.reach), notHeld(held)) ?? sql`true`}
    order by ${quarantine.receivedAt}, ${quarantine.fixId} limit ${most})`;
  const gone = await tx.db
    .delete(quarantine)
    .where(sql`${quarantine.fixId} in ${oldest}`)
    .returning({ fixId: quarantine.fixId });
  return gone.length;
}

/** How many fixes of a scope are not held. */
export async function countNotHeld(tx: Tx, { held, filter, reach }: QuarantineScope & { held: Held }): Promise<number> {
  const [row] = await tx.db
    .select({ total: count() })
    .from(quarantine)
    .where(and(fitting(filter, reach), notHeld(held)));
  return row?.total ?? 0;
}

/** A fix of an unknown tracker is held only with all of the tenant. */
function notHeld({ isTenantHeld, trackerIds }: Held): SQL | undefined {
  if (isTenantHeld) return sql`false`;
  if (trackerIds.length === 0) return undefined;
  return or(isNull(quarantine.trackerId), notInArray(quarantine.trackerId, [...trackerIds]));
}

/** Notes that a fix was refused again, and why. */
export async function updateReason(
  tx: Tx,
  fixId: string,
  { reason, message }: Pick<QuarantinedFixRow, 'reason' | 'message'>,
): Promise<void> {
  await tx.db.update(quarantine).set({ reason, message }).where(eq(quarantine.fixId, fixId));
}
