import type { Tx } from '@trekker/kit';

import type { UnitReach } from '@trekker/kit';
import { within } from './reach.ts';

/** The sealed secret of a tracker, or undefined. */
export async function sealedSecretOf(tx: Tx, trackerId: string): Promise<Buffer | undefined> {
  const [row] = await tx.sql<{ sealed: Buffer }[]>`
    select sealed from positions.payload_secrets where tracker_id = ${trackerId}`;
  return row?.sealed;
}

/** Keeps a secret in the place of the one before. */
export async function setSealedSecret(
  tx: Tx,
  { tenantId, trackerId, sealed, setAt }: { tenantId: string; trackerId: string; sealed: Buffer; setAt: number },
): Promise<void> {
  await tx.sql`
    insert into positions.payload_secrets (tenant_id, tracker_id, sealed, set_at)
    values (${tenantId}, ${trackerId}, ${sealed}, ${setAt})
    on conflict (tenant_id, tracker_id) do update set sealed = excluded.sealed, set_at = excluded.set_at`;
}

export async function deleteSealedSecret(tx: Tx, trackerId: string): Promise<void> {
  await tx.sql`delete from positions.payload_secrets where tracker_id = ${trackerId}`;
}

/** Since when trackers have the secret they have, as far as the reach goes. */
export async function secretsSetAt(
  tx: Tx,
  trackerIds: readonly string[],
  reach: UnitReach,
): Promise<{ tracker_id: string; set_at: number }[]> {
  return tx.sql<{ tracker_id: string; set_at: number }[]>`
    select tracker_id, set_at from positions.payload_secrets
    where tracker_id = any(${[...trackerIds]}::uuid[]) and ${within(tx.sql, reach)}`;
}
