import type { Tx } from '@trekker/kit';

/** Codes of a zone that were made up to `at`, Unix milliseconds, work no longer. */
export interface Revocation {
  readonly zoneId: string;
  readonly at: number;
}

/** Lets the codes of a zone that were made up to an instant (Unix milliseconds) work no longer; never gives one back. */
export async function revokeCodes(tx: Tx, { zoneId, at }: { zoneId: string; at: number }): Promise<void> {
  await tx.sql`
    insert into headcount.revoked_codes as known (tenant_id, zone_id, revoked_at)
    values (kit.current_tenant(), ${zoneId}, ${at})
    on conflict (tenant_id, zone_id) do update set revoked_at = greatest(known.revoked_at, excluded.revoked_at)`;
}

/** Up to when codes of a zone that were made do not work, Unix milliseconds; null: all work. */
export async function codesRevokedAt(tx: Tx, zoneId: string): Promise<number | null> {
  const [row] = await tx.sql<{ revoked_at: number }[]>`
    select revoked_at from headcount.revoked_codes where zone_id = ${zoneId}`;
  return row?.revoked_at ?? null;
}

/** What was taken back of each of these zones; a zone whose codes all work is absent. */
export async function revocationsOf(tx: Tx, zoneIds: readonly string[]): Promise<Revocation[]> {
  const rows = await tx.sql<{ zone_id: string; revoked_at: number }[]>`
    select zone_id, revoked_at from headcount.revoked_codes where zone_id = any(${[...zoneIds]}::uuid[])`;
  return rows.map((row) => ({ zoneId: row.zone_id, at: row.revoked_at }));
}
