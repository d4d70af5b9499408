import type { PositionKey } from '@trekker/geo';
import type { Tx, TxSql, UnitReach } from '@trekker/kit';

import { instantText } from './beliefs.ts';
import { trackerWithin } from './reach.ts';

/** A position that came after a newer one of its tracker, and the entry that told of it. */
export interface LatePosition {
  readonly key: PositionKey;
  readonly partition: number;
  readonly offset: number;
}

/** Stores late positions of the current tenant; those that are stored already stay as they are. */
export async function insertLate(sql: TxSql, tenantId: string, late: readonly LatePosition[]): Promise<void> {
  if (!late.length) return;
  const rows = late.map(({ key, partition, offset }) => ({
    trackerId: key.trackerId,
    recordedAt: instantText(key.recordedAt),
    dedupe: key.dedupe.toString(16).padStart(16, '0'),
    partition,
    offset,
  }));
  await sql`
    insert into geofences.late_positions (tenant_id, tracker_id, recorded_at, dedupe, partition, "offset")
    select ${tenantId}, l."trackerId", l."recordedAt", decode(l.dedupe, 'hex'), l.partition, l."offset"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l
      ("trackerId" uuid, "recordedAt" timestamptz, dedupe text, partition smallint, "offset" bigint)
    on conflict do nothing`;
}

/** How many late positions wait, and of how many trackers, as far as a reach covers them. */
export async function countLate(tx: Tx, reach: UnitReach): Promise<{ positions: number; trackers: number }> {
  const [row] = await tx.sql<{ positions: number; trackers: number }[]>`
    select count(*) as positions, count(distinct tracker_id) as trackers from geofences.late_positions
    where ${trackerWithin(tx.sql, reach)}`;
  return row ?? { positions: 0, trackers: 0 };
}
