import type { TxSql } from '@trekker/kit';

import type { Standing } from '../domain/presence/standing.ts';
import { nextDeadline, type TrackerPresence } from '../domain/presence/tracker-presence.ts';
import { instantText } from './beliefs.ts';

interface PresenceDbRow {
  readonly tracker_id: string;
  readonly last_recorded_at: number;
  readonly last_dedupe: Buffer;
  readonly standings: Record<string, Standing>;
}

/** Where these trackers of a tenant stand; those nothing is known of are absent. */
export async function presencesOf(
  sql: TxSql,
  tenantId: string,
  trackerIds: readonly string[],
): Promise<Map<string, TrackerPresence>> {
  if (!trackerIds.length) return new Map();
  const rows = await sql<PresenceDbRow[]>`
    select tracker_id, last_recorded_at, last_dedupe, standings from geofences.tracker_presence
    where tenant_id = ${tenantId} and tracker_id = any(${[...trackerIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.tracker_id, presenceOf(row)]));
}

/** Keeps where trackers of the current tenant stand, all of one partition. */
export async function savePresences(
  sql: TxSql,
  {
    tenantId,
    partition,
    presences,
  }: { tenantId: string; partition: number; presences: ReadonlyMap<string, TrackerPresence> },
): Promise<void> {
  const rows = [...presences].flatMap(([trackerId, presence]) => {
    const { last, standings } = presence;
    if (!last) return [];
    return {
      trackerId,
      recordedAt: instantText(last.recordedAt),
      dedupe: last.dedupe.toString(16).padStart(16, '0'),
      standings: Object.fromEntries(standings),
      deadline: instantText(nextDeadline(presence)),
    };
  });
  if (!rows.length) return;
  await sql`
    insert into geofences.tracker_presence
      (tenant_id, tracker_id, partition, last_recorded_at, last_dedupe, standings, next_deadline)
    select ${tenantId}, p."trackerId", ${partition}, p."recordedAt", decode(p.dedupe, 'hex'), p.standings, p.deadline
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p
      ("trackerId" uuid, "recordedAt" timestamptz, dedupe text, standings jsonb, deadline timestamptz)
    on conflict (tenant_id, tracker_id) do update set
      last_recorded_at = excluded.last_recorded_at, last_dedupe = excluded.last_dedupe,
      standings = excluded.standings, next_deadline = excluded.next_deadline`;
}

/** A tracker and when somebody must look at it. */
export interface TrackerDeadline {
  readonly tenantId: string;
  readonly trackerId: string;
  readonly at: number;
}

/** Every deadline of a partition, whoever it belongs to. Consumers only. */
export async function deadlinesOf(sql: TxSql, partition: number): Promise<TrackerDeadline[]> {
  return sql<TrackerDeadline[]>`
    select tenant_id as "tenantId", tracker_id as "trackerId", next_deadline as at from geofences.tracker_presence
    where partition = ${partition} and next_deadline is not null`;
}

function presenceOf({ last_recorded_at: recordedAt, last_dedupe: dedupe, standings }: PresenceDbRow): TrackerPresence {
  return {
    last: { recordedAt, dedupe: dedupe.readBigUInt64BE(0) },
    standings: new Map(Object.entries(standings)),
  };
}
