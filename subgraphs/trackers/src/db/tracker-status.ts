import type { Tx } from '@trekker/kit';
import { inArray, sql } from 'drizzle-orm';

import type { Heard } from '../domain/heard.ts';
import type { TrackerStatusRow } from './rows.ts';
import { trackerStatus } from './tables.ts';

/** When these trackers were last heard; those never heard are absent. */
export function statusByTracker(tx: Tx, trackerIds: string[]): Promise<TrackerStatusRow[]> {
  return tx.db.select().from(trackerStatus).where(inArray(trackerStatus.trackerId, trackerIds));
}

/**
 * Notes that trackers of the current tenant were heard, keeping the latest time whatever the order of calls. Ids that
 * are no trackers of the tenant are passed over.
 */
export async function noteHeard(tx: Tx, heard: readonly Heard[], partition: number): Promise<void> {
  const rows = JSON.stringify(heard.map((one) => ({ ...one, at: new Date(one.at).toISOString() })));
  await tx.sql`
    insert into trackers.tracker_status as known (tenant_id, tracker_id, last_heard_at, partition, "offset")
    select t.tenant_id, t.tracker_id, heard.at, ${partition}, heard."offset"
    from jsonb_to_recordset(${rows}::jsonb) as heard ("trackerId" uuid, at timestamptz, "offset" bigint)
    join trackers.trackers t on t.tracker_id = heard."trackerId"
    on conflict (tenant_id, tracker_id) do update set
      last_heard_at = greatest(known.last_heard_at, excluded.last_heard_at),
      partition = excluded.partition,
      "offset" = greatest(known."offset", excluded."offset")`;
}

/** Forgets when the current tenant's trackers were heard. */
export async function forgetHeard(tx: Tx): Promise<void> {
  await tx.db.delete(trackerStatus).where(sql`true`);
}
