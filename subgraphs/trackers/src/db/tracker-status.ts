import type { Tx } from '@trekker/kit';
import { eq, inArray } from 'drizzle-orm';

import type { Heard } from '../domain/heard.ts';
import { followSpan, type HeardSpan } from '../domain/heard-span.ts';
import { forgetSpans, noteSpans, type ClosedSpan } from './heard-spans.ts';
import type { TrackerStatusRow } from './rows.ts';
import { trackerStatus } from './tables.ts';

/** The projection that writes the status of trackers. */
export const STATUS_PROJECTION = 'heard';

/** How spans are told apart and how long those that are over are kept, in milliseconds. */
export interface SpanLimits {
  readonly longestPauseMs: number;
  readonly keptMs: number;
}

/** When these trackers were last heard; those never heard are absent. */
export function statusByTracker(tx: Tx, trackerIds: string[]): Promise<TrackerStatusRow[]> {
  return tx.db.select().from(trackerStatus).where(inArray(trackerStatus.trackerId, trackerIds));
}

/**
 * Notes that trackers of the current tenant were heard, keeping the latest time and the newest position whatever the
 * order of calls. Ids that are no trackers of the tenant are passed over.
 */
export async function noteHeard(
  tx: Tx,
  heard: readonly Heard[],
  { partition, limits }: { partition: number; limits: SpanLimits },
): Promise<void> {
  const known = await spansOf(tx, heard);
  const closed: ClosedSpan[] = [];
  const rows = heard.map(({ trackerId, times, newest, offset }) => {
    const spans = followSpan(known.get(trackerId) ?? null, times, limits.longestPauseMs);
    closed.push(...spans.slice(0, -1).map((span) => ({ trackerId, ...span })));
    const { first = 0, last = 0 } = spans.at(-1) ?? {};
    return {
      trackerId,
      since: timeOf(first),
      at: timeOf(last),
      recordedAt: newest && timeOf(newest.recordedAt),
      dedupe: newest?.dedupe.toString(16).padStart(16, '0'),
      offset,
    };
  });
  await noteSpans(tx, closed, limits.keptMs);
  await tx.sql`
    insert into trackers.tracker_status as known
      (tenant_id, tracker_id, heard_since, last_heard_at, recorded_at, dedupe, partition, "offset")
    select t.tenant_id, t.tracker_id, heard.since, heard.at, heard."recordedAt", decode(heard.dedupe, 'hex'),
      ${partition}, heard."offset"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as heard
      ("trackerId" uuid, since timestamptz, at timestamptz, "recordedAt" timestamptz, dedupe text, "offset" bigint)
    join trackers.trackers t on t.tracker_id = heard."trackerId"
    on conflict (tenant_id, tracker_id) do update set
      heard_since = excluded.heard_since,
      last_heard_at = excluded.last_heard_at,
      (recorded_at, dedupe) = (
        select k.recorded_at, k.dedupe
        from (values (known.recorded_at, known.dedupe), (excluded.recorded_at, excluded.dedupe)) as k (recorded_at, dedupe)
        order by k.recorded_at desc nulls last, k.dedupe desc nulls last limit 1),
      partition = excluded.partition,
      "offset" = greatest(known."offset", excluded."offset")`;
}

/** Forgets when the current tenant's trackers of a partition were heard. */
export async function forgetHeard(tx: Tx, { partition }: { partition: number }): Promise<void> {
  const forgotten = await tx.db
    .delete(trackerStatus)
    .where(eq(trackerStatus.partition, partition))
    .returning({ trackerId: trackerStatus.trackerId });
  await forgetSpans(
    tx,
    forgotten.map(({ trackerId }) => trackerId),
  );
}

/** The span that is not over, by tracker. */
async function spansOf(tx: Tx, heard: readonly Heard[]): Promise<Map<string, HeardSpan>> {
  const rows = await statusByTracker(
    tx,
    heard.map(({ trackerId }) => trackerId),
  );
  return new Map(rows.map((row) => [row.trackerId, { first: row.heardSince, last: row.lastHeardAt }]));
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
