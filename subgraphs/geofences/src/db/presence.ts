import type { Bounds } from '@trekker/geo';
import type { TxSql } from '@trekker/kit';

import type { Segment } from '../domain/presence/replay.ts';
import { readState, stateText } from '../domain/presence/state-text.ts';
import type { Told, TrackerPresence } from '../domain/presence/tracker-presence.ts';
import { instantText } from './beliefs.ts';
import { readTail, writeTail } from './fix-tail.ts';
import { boxOf } from './fixes.ts';

/** Where a tracker stands, and the fixes since its last segment was closed. */
export interface KeptPresence {
  readonly presence: TrackerPresence;
  readonly recent: Segment;
  /** How many of the recent fixes are written, behind the same start; null: none of it, or something else. */
  readonly written: number | null;
}

interface PresenceDbRow {
  readonly tracker_id: string;
  readonly state: string;
  readonly told: Record<string, Told>;
  readonly seen_until: number;
  readonly start: string;
  readonly tail: Buffer;
}

/** Where these trackers of a tenant stand; those nothing is known of are absent. */
export async function presencesOf(
  sql: TxSql,
  tenantId: string,
  trackerIds: readonly string[],
): Promise<Map<string, KeptPresence>> {
  if (!trackerIds.length) return new Map();
  const rows = await sql<PresenceDbRow[]>`
    select tracker_id, state, told, seen_until, start, tail from geofences.tracker_presence
    where tenant_id = ${tenantId} and tracker_id = any(${[...trackerIds]}::uuid[])`;
  return new Map(rows.map((row) => [row.tracker_id, presenceOf(row)]));
}

/** Where a tracker stands, and when somebody must look at it, Unix milliseconds. */
export interface PresenceToKeep extends KeptPresence {
  readonly deadline: number | null;
}

/** Keeps where trackers of the current tenant stand, all of one partition. Fixes that are written already stay as they are. */
export async function savePresences(
  sql: TxSql,
  {
    tenantId,
    partition,
    presences,
  }: { tenantId: string; partition: number; presences: ReadonlyMap<string, PresenceToKeep> },
): Promise<void> {
  const [goneOn, others] = [true, false].map((isWritten) =>
    [...presences]
      .filter(([, { written }]) => (written !== null) === isWritten)
      .flatMap(([id, kept]) => rowOf(id, kept) ?? []),
  );
  if (others?.length) await replacePresences(sql, { tenantId, partition }, others);
  if (goneOn?.length) await continuePresences(sql, tenantId, goneOn);
}

async function replacePresences(
  sql: TxSql,
  { tenantId, partition }: { tenantId: string; partition: number },
  rows: readonly PresenceRow[],
): Promise<void> {
  await sql`
    insert into geofences.tracker_presence (tenant_id, tracker_id, partition, last_recorded_at, state, told, seen_until,
      start, tail, fixes_from, south, west, north, east, next_deadline)
    select ${tenantId}, p."trackerId", ${partition}, p."recordedAt", p.state, p.told, p."seenUntil", p.start,
      decode(p.tail, 'base64'), p."fixesFrom", p.south, p.west, p.north, p.east, p.deadline
    from ${recordset(sql, rows)}
    on conflict (tenant_id, tracker_id) do update set
      last_recorded_at = excluded.last_recorded_at, state = excluded.state, told = excluded.told,
      seen_until = excluded.seen_until, start = excluded.start, tail = excluded.tail,
      fixes_from = excluded.fixes_from, south = excluded.south, west = excluded.west, north = excluded.north,
      east = excluded.east, next_deadline = excluded.next_deadline`;
}

/** Only the new fixes are sent, and appended where they are kept. */
async function continuePresences(sql: TxSql, tenantId: string, rows: readonly PresenceRow[]): Promise<void> {
  await sql`
    update geofences.tracker_presence t set
      last_recorded_at = p."recordedAt", state = p.state, told = p.told, seen_until = p."seenUntil",
      tail = t.tail || decode(p.tail, 'base64'), fixes_from = coalesce(t.fixes_from, p."fixesFrom"),
      south = least(t.south, p.south), west = least(t.west, p.west), north = greatest(t.north, p.north),
      east = greatest(t.east, p.east), next_deadline = p.deadline
    from ${recordset(sql, rows)}
    where t.tenant_id = ${tenantId} and t.tracker_id = p."trackerId"`;
}

function recordset(sql: TxSql, rows: readonly PresenceRow[]) {
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p ("trackerId" uuid, "recordedAt" timestamptz,
    state text, told jsonb, "seenUntil" timestamptz, start text, tail text, "fixesFrom" timestamptz, south real,
    west real, north real, east real, deadline timestamptz)`;
}

type PresenceRow = NonNullable<ReturnType<typeof rowOf>>;

function rowOf(trackerId: string, { presence, recent, written, deadline }: PresenceToKeep) {
  const { state, told, until } = presence;
  if (!state.last) return null;
  const fixes = recent.fixes.slice(written ?? 0);
  return {
    trackerId,
    recordedAt: instantText(state.last.recordedAt),
    state: stateText(state),
    told: Object.fromEntries(told),
    seenUntil: instantText(until),
    ...(written === null ? { start: stateText(recent.start) } : {}),
    tail: writeTail(fixes).toString('base64'),
    fixesFrom: instantText(fixes[0]?.recordedAt ?? null),
    ...(fixes.length ? boxOf(fixes) : {}),
    deadline: instantText(deadline),
  };
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

/** Which trackers an edit may concern. */
export interface Concern {
  readonly tenantId: string;
  readonly partition: number;
  /** The first instant at which anything may be different, by the devices' clocks, Unix milliseconds. */
  readonly since: number;
  /** The geofences edited. */
  readonly geofenceIds: readonly string[];
  /** Boxes that hold these geofences in all their versions, west not beyond east; null: whoever was heard may be concerned. */
  readonly near: readonly Bounds[] | null;
}

/**
 * Trackers that were heard at or behind an instant and may stand to a geofence since: those with fixes in a box, which
 * alone begin to, and those that stood to it when a segment began.
 */
export async function trackersConcerned(
  sql: TxSql,
  { tenantId, partition, since, geofenceIds, near }: Concern,
): Promise<string[]> {
  const heard = sql`p.tenant_id = ${tenantId} and p.partition = ${partition} and p.last_recorded_at >= ${since}`;
  const rows = near
    ? await sql<{ tracker_id: string }[]>`
        with boxes as (
          select * from unnest(${near.map(({ south }) => south)}::float8[], ${near.map(({ west }) => west)}::float8[],
            ${near.map(({ north }) => north)}::float8[], ${near.map(({ east }) => east)}::float8[])
            as box (south, west, north, east)
        ), stood as (select '%"' || id || '"%' as pattern from unnest(${[...geofenceIds]}::text[]) as id)
        select p.tracker_id from geofences.tracker_presence p
        where ${heard} and (
          exists (select from boxes b where p.south <= b.north and p.north >= b.south
            and p.west <= b.east and p.east >= b.west)
          or exists (select from stood where p.start like pattern)
          or exists (
            select from geofences.fix_segments s
            where s.tenant_id = p.tenant_id and s.tracker_id = p.tracker_id and s.to_at >= ${since} and (
              exists (select from boxes b where s.south <= b.north and s.north >= b.south
                and s.west <= b.east and s.east >= b.west)
              or exists (select from stood where s.start like pattern))))
        order by p.tracker_id`
    : await sql<{ tracker_id: string }[]>`
        select p.tracker_id from geofences.tracker_presence p where ${heard} order by p.tracker_id`;
  return rows.map((row) => row.tracker_id);
}

function presenceOf({
  tracker_id: trackerId,
  state,
  told,
  seen_until: until,
  start,
  tail,
}: PresenceDbRow): KeptPresence {
  const fixes = readTail(tail, trackerId);
  return {
    presence: { state: readState(state, trackerId), until, told: new Map(Object.entries(told)) },
    recent: { start: readState(start, trackerId), fixes },
    written: fixes.length,
  };
}
