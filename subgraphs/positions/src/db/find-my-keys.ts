import type { Tx, UnitReach } from '@trekker/kit';

import { within } from './reach.ts';

/** A key as it is kept. */
export interface FindMyKeyToKeep {
  readonly hashedKey: string;
  readonly sealed: Buffer;
}

/** A key with the tracker it is of. */
export interface KeptFindMyKey extends FindMyKeyToKeep {
  readonly trackerId: string;
  /** What the tracker calls itself; where nobody said, its id, which no tracker has. */
  readonly identifier: string;
  /** Unix milliseconds. */
  readonly setAt: number;
}

/**
 * Puts keys in the place of those a tracker had; those it keeps keep the time since when it has them. The hash of one that
 * another tracker has, and nothing is changed then; or null.
 */
export async function replaceFindMyKeys(
  tx: Tx,
  { tenantId, trackerId, keys, setAt }: { tenantId: string; trackerId: string; keys: FindMyKeyToKeep[]; setAt: number },
): Promise<string | null> {
  const hashes = keys.map(({ hashedKey }) => hashedKey);
  const [taken] = await tx.sql<{ hashed_key: string }[]>`
    select hashed_key from positions.find_my_keys where hashed_key = any(${hashes}) and tracker_id <> ${trackerId}`;
  if (taken) return taken.hashed_key;
  await tx.sql`
    delete from positions.find_my_keys where tracker_id = ${trackerId} and hashed_key <> all(${hashes}::text[])`;
  for (const { hashedKey, sealed } of keys)
    await tx.sql`
      insert into positions.find_my_keys (tenant_id, hashed_key, tracker_id, sealed, set_at)
      values (${tenantId}, ${hashedKey}, ${trackerId}, ${sealed}, ${setAt})
      on conflict (tenant_id, hashed_key) do nothing`;
  return null;
}

/** How many keys each of these trackers has, those without any and beyond the reach left out. */
export function findMyKeyCounts(
  tx: Tx,
  trackerIds: readonly string[],
  reach: UnitReach,
): Promise<{ trackerId: string; keys: number }[]> {
  return tx.sql<{ trackerId: string; keys: number }[]>`
    select tracker_id as "trackerId", count(*) as keys from positions.find_my_keys
    where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(tx.sql, reach)} group by tracker_id`;
}

/** Every key of the tenant, by its hash. */
export function allFindMyKeys(tx: Tx): Promise<KeptFindMyKey[]> {
  return tx.sql<KeptFindMyKey[]>`
    select k.hashed_key as "hashedKey", k.sealed, k.tracker_id as "trackerId", k.set_at as "setAt",
      coalesce((select min(r.key) from positions.replicas r
        where r.replica = 'identifiers' and r.valid_to is null and r.data->>'trackerId' = k.tracker_id::text),
        k.tracker_id::text) as identifier
    from positions.find_my_keys k order by k.hashed_key`;
}
