import type { Tx } from '@trekker/kit';
import { eq, inArray } from 'drizzle-orm';

import { followSigns, type Followed } from '../domain/follow-signs.ts';
import type { Heard } from '../domain/heard.ts';
import { forgetConnections, noteConnections, type TrackerConnectionNote } from './connections.ts';
import { forgetSpans, noteSpans, type ClosedSpan } from './heard-spans.ts';
import type { HeardRow } from './rows.ts';
import { trackerStatus } from './tables.ts';

/** The projection that writes the status of trackers. */
export const STATUS_PROJECTION = 'heard';

/** How spans are told apart and how long those that are over are kept, in milliseconds. */
export interface SpanLimits {
  readonly longestPauseMs: number;
  readonly keptMs: number;
}

/** When these trackers were last heard; those never heard are absent. */
export function statusByTracker(tx: Tx, trackerIds: string[]): Promise<HeardRow[]> {
  return tx.db.select().from(trackerStatus).where(inArray(trackerStatus.trackerId, trackerIds));
}

/**
 * Notes that trackers of the current tenant were heard, keeping the latest time and the newest position whatever the
 * order of calls. Ids that are no trackers of the tenant are passed over.
 */
export async function noteHeard(tx: Tx, heard: readonly Heard[], limits: SpanLimits): Promise<void> {
  const known = await followedOf(tx, heard);
  const closed: ClosedSpan[] = [];
  const notes: TrackerConnectionNote[] = [];
  const rows = heard.flatMap(({ trackerId, partition, signs, newest, offset }) => {
    const before = known.get(trackerId) ?? UNHEARD;
    const outcome = followSigns(before, signs, limits.longestPauseMs);
    const { span, connectionId, end, way } = outcome.state;
    closed.push(...outcome.closed.map((one) => ({ trackerId, ...one })));
    notes.push(...outcome.notes.map((one) => ({ trackerId, ...one })));
    // Nothing was ever heard of it: that it is gone now says nothing.
    if (!span) return [];
    return {
      trackerId,
      partition,
      since: timeOf(span.first),
      at: timeOf(span.last),
      recordedAt: newest && timeOf(newest.recordedAt),
      dedupe: newest?.dedupe.toString(16).padStart(16, '0'),
      offset,
      connectionId,
      endedAt: end && timeOf(end.at),
      endReason: end?.reason,
      ...way,
    };
  });
  await noteSpans(tx, closed, limits.keptMs);
  await noteConnections(tx, notes, limits.keptMs);
  await writeStatus(tx, rows);
}

const UNHEARD: Followed = { span: null, connectionId: null, end: null, way: null };

async function writeStatus(tx: Tx, rows: readonly object[]): Promise<void> {
  await tx.sql`
    insert into trackers.tracker_status as known
      (tenant_id, tracker_id, heard_since, last_heard_at, recorded_at, dedupe, partition, "offset", connection_id, ended_at,
       end_reason, protocol, transport, address)
    select t.tenant_id, t.tracker_id, heard.since, heard.at, heard."recordedAt", decode(heard.dedupe, 'hex'),
      heard.partition, heard."offset", heard."connectionId", heard."endedAt", heard."endReason", heard.protocol,
      heard.transport, heard.address
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as heard
      ("trackerId" uuid, partition smallint, since timestamptz, at timestamptz, "recordedAt" timestamptz, dedupe text, "offset" bigint,
       "connectionId" uuid, "endedAt" timestamptz, "endReason" text, protocol text, transport text, address text)
    join trackers.trackers t on t.tracker_id = heard."trackerId"
    on conflict (tenant_id, tracker_id) do update set
      heard_since = excluded.heard_since,
      last_heard_at = excluded.last_heard_at,
      (recorded_at, dedupe) = (
        select k.recorded_at, k.dedupe
        from (values (known.recorded_at, known.dedupe), (excluded.recorded_at, excluded.dedupe)) as k (recorded_at, dedupe)
        order by k.recorded_at desc nulls last, k.dedupe desc nulls last limit 1),
      connection_id = excluded.connection_id,
      ended_at = excluded.ended_at,
      end_reason = excluded.end_reason,
      protocol = excluded.protocol,
      transport = excluded.transport,
      address = excluded.address,
      partition = excluded.partition,
      "offset" = greatest(known."offset", excluded."offset")`;
}

/** Forgets when the current tenant's trackers of a partition were heard. */
export async function forgetHeard(tx: Tx, { partition }: { partition: number }): Promise<void> {
  const forgotten = await tx.db
    .delete(trackerStatus)
    .where(eq(trackerStatus.partition, partition))
    .returning({ trackerId: trackerStatus.trackerId });
  const trackerIds = forgotten.map(({ trackerId }) => trackerId);
  await forgetSpans(tx, trackerIds);
  await forgetConnections(tx, trackerIds);
}

/** What is known of these trackers, by tracker. */
async function followedOf(tx: Tx, heard: readonly Heard[]): Promise<Map<string, Followed>> {
  const rows = await statusByTracker(
    tx,
    heard.map(({ trackerId }) => trackerId),
  );
  return new Map(rows.map((row) => [row.trackerId, followedIn(row)]));
}

function followedIn(row: HeardRow): Followed {
  const { heardSince: first, lastHeardAt: last, connectionId, endedAt, endReason, protocol, transport, address } = row;
  return {
    span: { first, last },
    connectionId,
    end: endedAt !== null && endReason !== null ? { at: endedAt, reason: endReason } : null,
    way: protocol !== null && transport !== null ? { protocol, transport, address } : null,
  };
}

function timeOf(instant: number): string {
  return new Date(instant).toISOString();
}
