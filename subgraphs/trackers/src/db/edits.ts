import { payloadOf, readEntries, type Tx } from '@trekker/kit';

import { offsetOf, trackersHead, type StreamPoint } from '../domain/stream-point.ts';
import { trackerChanged } from '../events.ts';

/** Most entries looked through; a stream that is further behind begins anew before it comes here. */
const MOST_ENTRIES = 2_000;
/** By how much the clock of a cursor may be ahead of the log's, in milliseconds. */
const CLOCKS_MS = 10_000;

/**
 * Trackers that belong elsewhere than at a point: they were given to another unit, or their unit was moved. With each the
 * units it was taken from; null is the tenant itself.
 */
export async function movedBehind(
  tx: Tx,
  tenantId: string,
  point: StreamPoint,
): Promise<Map<string, (string | null)[]>> {
  const head = trackersHead(tenantId);
  const moved = new Map<string, (string | null)[]>();
  for (const entry of await readEntries(tx.sql, head, { after: offsetOf(point, head), limit: MOST_ENTRIES })) {
    if (entry.type !== trackerChanged.type) continue;
    const { trackerId, unitIdBefore } = payloadOf(entry, trackerChanged);
    if (unitIdBefore !== undefined) moved.set(trackerId, [...(moved.get(trackerId) ?? []), unitIdBefore]);
  }
  const since = point.at - CLOCKS_MS;
  const rows = await tx.sql<{ tracker_id: string; unit_id: string }[]>`
    select t.tracker_id, t.unit_id from trackers.trackers t
    where t.unit_id::text in (
      select now.key from trackers.replicas now
      join trackers.replicas before
        on before.replica = now.replica and before.key = now.key and before.valid_to = now.valid_from
      where now.replica = 'unit-tree' and now.valid_from > ${since})`;
  for (const row of rows) moved.set(row.tracker_id, [...(moved.get(row.tracker_id) ?? []), row.unit_id]);
  return moved;
}
