import type { Tx } from '@trekker/kit';

import type { HeardSpan } from '../domain/heard-span.ts';

/** A span of a tracker that is over. */
export interface ClosedSpan extends HeardSpan {
  readonly trackerId: string;
}

/**
 * Keeps spans of the current tenant, and lets go of those of the same trackers that were over longer than `keptMs` when
 * the newest of them ended: a tracker has at most one span for each pause in that time.
 */
export async function noteSpans(tx: Tx, spans: readonly ClosedSpan[], keptMs: number): Promise<void> {
  if (!spans.length) return;
  const rows = JSON.stringify(
    spans.map(({ trackerId, first, last, endedAt }) => ({
      trackerId,
      first: new Date(first).toISOString(),
      last: new Date(last).toISOString(),
      ended: endedAt == null ? null : new Date(endedAt).toISOString(),
    })),
  );
  await tx.sql`
    insert into trackers.heard_spans (tenant_id, tracker_id, first_heard_at, last_heard_at, ended_at)
    select t.tenant_id, t.tracker_id, s.first, s.last, s.ended
    from jsonb_to_recordset(${rows}::jsonb)
      as s ("trackerId" uuid, first timestamptz, last timestamptz, ended timestamptz)
    join trackers.trackers t on t.tracker_id = s."trackerId"
    on conflict (tenant_id, tracker_id, first_heard_at) do update
      set last_heard_at = greatest(heard_spans.last_heard_at, excluded.last_heard_at), ended_at = excluded.ended_at`;
  const newest = spans.reduce((last, span) => Math.max(last, span.last), 0);
  await tx.sql`
    delete from trackers.heard_spans
    where tracker_id = any(${[...new Set(spans.map(({ trackerId }) => trackerId))]}::uuid[])
      and first_heard_at < ${newest - keptMs} and last_heard_at < ${newest - keptMs}`;
}

/**
 * Spans of a tracker, oldest first: the last one that began at or before an instant, and those that began behind it and
 * before another, `limit` of these at most.
 */
export async function spansAround(
  tx: Tx,
  trackerId: string,
  { from, to, limit }: { from: number; to: number; limit: number },
): Promise<HeardSpan[]> {
  const all = tx.sql`
    select first_heard_at as first, last_heard_at as last, ended_at as "endedAt"
    from trackers.heard_spans where tracker_id = ${trackerId}
    union all
    select heard_since, last_heard_at, ended_at from trackers.tracker_status where tracker_id = ${trackerId}`;
  return tx.sql<HeardSpan[]>`
    (select * from (${all}) as s where first <= ${from} order by first desc limit 1)
    union all
    (select * from (${all}) as s where first > ${from} and first < ${to} order by first limit ${limit})
    order by first`;
}

/** Forgets all spans of these trackers. */
export async function forgetSpans(tx: Tx, trackerIds: readonly string[]): Promise<void> {
  await tx.sql`delete from trackers.heard_spans where tracker_id = any(${[...trackerIds]}::uuid[])`;
}
