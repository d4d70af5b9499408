import type { Page, Tx, TxSql } from '@trekker/kit';

import type { LegalHoldRow } from './rows.ts';

/** Places a hold. */
export async function insertHold(tx: Tx, tenantId: string, hold: LegalHoldRow): Promise<void> {
  await tx.sql`
    insert into trackers.legal_holds (tenant_id, hold_id, person_id, tracker_id, reason, placed_by, placed_at)
    values (${tenantId}, ${hold.holdId}, ${hold.personId}, ${hold.trackerId}, ${hold.reason}, ${hold.placedBy},
      ${hold.placedAt})`;
}

/** Releases a hold that lasts; undefined when there is none. */
export async function releaseHold(
  tx: Tx,
  { holdId, by, at }: { holdId: string; by: string; at: number },
): Promise<LegalHoldRow | undefined> {
  const [row] = await tx.sql<LegalHoldRow[]>`
    update trackers.legal_holds set released_by = ${by}, released_at = ${at}
    where hold_id = ${holdId} and released_at is null returning ${columns(tx.sql)}`;
  return row;
}

/** Holds by their ids. */
export function holdsById(tx: Tx, ids: readonly string[]): Promise<LegalHoldRow[]> {
  return tx.sql<LegalHoldRow[]>`
    select ${columns(tx.sql)} from trackers.legal_holds where hold_id = any(${[...ids]}::uuid[])`;
}

/** One more than a page of holds, those placed last first, released ones too. */
export function pageOfHolds(tx: Tx, { first, after }: Page): Promise<LegalHoldRow[]> {
  const behind = after?.[0] === undefined ? tx.sql`true` : tx.sql`hold_id < ${after[0]}::uuid`;
  return tx.sql<LegalHoldRow[]>`
    select ${columns(tx.sql)} from trackers.legal_holds where ${behind} order by hold_id desc limit ${first + 1}`;
}

/** The first hold that keeps a person from being erased: on the tenant, the person, or a tracker the person ever had. */
export async function holdOnPerson(tx: Tx, personId: string): Promise<LegalHoldRow | undefined> {
  const [row] = await tx.sql<LegalHoldRow[]>`
    select ${columns(tx.sql)} from trackers.legal_holds
    where released_at is null and (
      (person_id is null and tracker_id is null) or person_id = ${personId}
      or tracker_id in (select tracker_id from trackers.assignments where person_id = ${personId}))
    order by placed_at limit 1`;
  return row;
}

function columns(sql: TxSql) {
  return sql`hold_id as "holdId", person_id as "personId", tracker_id as "trackerId", reason, placed_by as "placedBy",
    placed_at as "placedAt", released_by as "releasedBy", released_at as "releasedAt"`;
}
