import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { DeviceClaimRow } from './rows.ts';

/** Kind under which claimed devices are listed in the directory, by their identifier. */
export const DEVICE = 'device';

/** Keeps a claim of the transaction's tenant. */
export async function insertClaim(tx: Tx, tenantId: string, claim: DeviceClaimRow): Promise<void> {
  const { claimId, identifier, trackerId, claimedAt, idempotencyKey } = claim;
  await tx.sql`
    insert into positions.device_claims (tenant_id, claim_id, identifier, tracker_id, claimed_at, idempotency_key)
    values (${tenantId}, ${claimId}, ${identifier}, ${trackerId}, ${claimedAt}, ${idempotencyKey})`;
}

/** Takes a claim out and gives it back as it was; undefined when there is none within the reach. */
export async function deleteClaim(tx: Tx, claimId: string, reach: UnitReach): Promise<DeviceClaimRow | undefined> {
  const [row] = await tx.sql<DeviceClaimRow[]>`
    delete from positions.device_claims where claim_id = ${claimId} and ${within(tx.sql, reach)}
    returning ${columns(tx.sql)}`;
  return row;
}

/** The claim that was made with a key, or undefined. */
export async function claimByKey(tx: Tx, idempotencyKey: string): Promise<DeviceClaimRow | undefined> {
  const [row] = await tx.sql<DeviceClaimRow[]>`
    select ${columns(tx.sql)} from positions.device_claims where idempotency_key = ${idempotencyKey}`;
  return row;
}

/** The tenant's claim of a device within a reach, or undefined. */
export async function claimOf(tx: Tx, identifier: string, reach: UnitReach): Promise<DeviceClaimRow | undefined> {
  const [row] = await tx.sql<DeviceClaimRow[]>`
    select ${columns(tx.sql)} from positions.device_claims where identifier = ${identifier} and ${within(tx.sql, reach)}`;
  return row;
}

/** Claims by their ids, as far as the reach goes. */
export async function claimsById(tx: Tx, claimIds: readonly string[], reach: UnitReach): Promise<DeviceClaimRow[]> {
  return tx.sql<DeviceClaimRow[]>`
    select ${columns(tx.sql)} from positions.device_claims
    where claim_id = any(${[...claimIds]}::uuid[]) and ${within(tx.sql, reach)}`;
}

/** One more than a page of claims within a reach, in the order in which they were made. */
export async function pageOfClaims(tx: Tx, { first, after }: Page, reach: UnitReach): Promise<DeviceClaimRow[]> {
  const behind = after?.[0] === undefined ? tx.sql`true` : tx.sql`claim_id > ${after[0]}::uuid`;
  return tx.sql<DeviceClaimRow[]>`
    select ${columns(tx.sql)} from positions.device_claims
    where ${behind} and ${within(tx.sql, reach)} order by claim_id limit ${first + 1}`;
}

export async function countClaims(tx: Tx, reach: UnitReach): Promise<number> {
  const [row] = await tx.sql<{ total: number }[]>`
    select count(*) as total from positions.device_claims where ${within(tx.sql, reach)}`;
  return row?.total ?? 0;
}

/** The trackers for which these devices were claimed, as far as they were and the trackers exist. */
export async function trackersOfClaims(
  tx: Tx,
  identifiers: readonly string[],
): Promise<Map<string, { trackerId: string; unitId: string | null }>> {
  const rows = await tx.sql<{ identifier: string; trackerId: string; unitId: string | null }[]>`
    select c.identifier, c.tracker_id as "trackerId", r.data->>'unitId' as "unitId" from positions.device_claims c
    join positions.replicas r on r.replica = 'trackers' and r.valid_to is null and r.key = c.tracker_id::text
    where c.identifier = any(${[...identifiers]})`;
  return new Map(rows.map(({ identifier, trackerId, unitId }) => [identifier, { trackerId, unitId }]));
}

/** Whether a tracker exists within a reach, as the replica of trackers has it. */
export async function isTracker(tx: Tx, trackerId: string, reach: UnitReach): Promise<boolean> {
  const owned = reach === 'all' ? tx.sql`true` : tx.sql`r.data->>'unitId' = any(${[...reach]})`;
  const rows = await tx.sql`
    select 1 from positions.replicas r
    where r.replica = 'trackers' and r.valid_to is null and r.key = ${trackerId} and ${owned}`;
  return rows.length > 0;
}

/** A device that was claimed for no tracker belongs to the tenant itself. */
function within(sql: TxSql, reach: UnitReach) {
  if (reach === 'all') return sql`true`;
  return sql`tracker_id in (
    select r.key::uuid from positions.replicas r
    where r.replica = 'trackers' and r.valid_to is null and r.data->>'unitId' = any(${[...reach]}))`;
}

function columns(sql: TxSql) {
  return sql`claim_id as "claimId", identifier, tracker_id as "trackerId", claimed_at as "claimedAt",
    idempotency_key as "idempotencyKey"`;
}
