import type { Page, Tx } from '@trekker/kit';

import type { MarkedOut, MusterMode, MusterStatus, StationPolicy } from '../../domain/muster/session.ts';

/** A muster as it is kept. */
export interface MusterRow {
  readonly musterId: string;
  readonly name: string;
  readonly mode: MusterMode;
  readonly stationPolicy: StationPolicy;
  readonly expectedMinutes: number | null;
  readonly placeId: string;
  /** Ids from the top down to the place. */
  readonly placePath: readonly string[];
  readonly zoneIds: readonly string[];
  readonly stationIds: readonly string[];
  readonly markedOut: readonly MarkedOut[];
  /** Unix milliseconds. */
  readonly startedAt: number;
  /** How far the topic `person-visits` had been read at the start. */
  readonly visitsOffset: number;
  readonly status: MusterStatus;
  /** How many acts there are. */
  readonly acts: number;
  readonly endedAt: number | null;
  /** How far the topic `person-visits` had been read at the end. */
  readonly endedOffset: number | null;
}

/** Keeps a new muster. */
export async function insertMuster(tx: Tx, tenantId: string, muster: MusterRow): Promise<void> {
  await tx.sql`
    insert into headcount.musters (tenant_id, muster_id, name, mode, station_policy, expected_minutes, place_id, place_path,
      zone_ids, station_ids, marked_out, started_at, visits_offset, status, acts)
    values (${tenantId}, ${muster.musterId}, ${muster.name}, ${muster.mode}, ${muster.stationPolicy},
      ${muster.expectedMinutes}, ${muster.placeId}, ${[...muster.placePath]}::uuid[], ${[...muster.zoneIds]}::uuid[],
      ${[...muster.stationIds]}::uuid[], ${JSON.stringify(muster.markedOut)}::jsonb, ${muster.startedAt}, ${muster.visitsOffset}, ${muster.status}, ${muster.acts})`;
}

/** Lets only one transaction at a time start a muster of a tenant. */
export async function lockStarts(tx: Tx, tenantId: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`start muster ${tenantId}`}, 0))`;
}

/** Musters that go on in a place above or below, or at one itself, locked so that none of them ends meanwhile. */
export async function lockOverlapping(tx: Tx, path: readonly string[]): Promise<MusterRow[]> {
  const rows = await tx.sql<Kept[]>`
    select * from headcount.musters
    where open and (place_id = any(${[...path]}::uuid[]) or ${path.at(-1) ?? ''}::uuid = any(place_path))
    order by started_at, muster_id for update`;
  return rows.map(musterOf);
}

/** Musters by id; ids of nothing are left out. */
export async function mustersById(tx: Tx, musterIds: readonly string[]): Promise<MusterRow[]> {
  const rows = await tx.sql<Kept[]>`select * from headcount.musters where muster_id = any(${[...musterIds]}::uuid[])`;
  return rows.map(musterOf);
}

/** The muster, locked so that acts are numbered one after the other; null where there is none. */
export async function lockMuster(tx: Tx, musterId: string): Promise<MusterRow | null> {
  const [row] = await tx.sql<Kept[]>`select * from headcount.musters where muster_id = ${musterId} for update`;
  return row ? musterOf(row) : null;
}

/**
 * Musters of a zone that started in `[from, ...)` and were not called off, locked so that acts are numbered one after the
 * other. People who were on the list of one already are left to it.
 */
export async function lockMustersSince(
  tx: Tx,
  { zoneId, personId, from }: { zoneId: string; personId: string; from: number },
): Promise<MusterRow[]> {
  const rows = await tx.sql<Kept[]>`
    select * from headcount.musters m
    where started_at >= ${from}::timestamptz and ${zoneId}::uuid = any(zone_ids) and status <> 'CANCELLED'
      and not exists (select from headcount.muster_expected e
        where e.muster_id = m.muster_id and e.person_id = ${personId}::uuid)
    order by muster_id for update of m`;
  return rows.map(musterOf);
}

/** Which musters a list is about. */
export interface MusterFilter {
  readonly placeId: string | null;
  readonly mode: MusterMode | null;
  readonly open: boolean | null;
}

/** One more than a page of musters, the latest start first. */
export async function mustersOf(tx: Tx, filter: MusterFilter, { first, after }: Page): Promise<MusterRow[]> {
  const { sql } = tx;
  const [startedAt, musterId] = after ?? [];
  const rows = await sql<Kept[]>`
    select * from headcount.musters
    where ${filter.placeId === null ? sql`true` : sql`${filter.placeId}::uuid = any(place_path)`}
      and ${filter.mode === null ? sql`true` : sql`mode = ${filter.mode}`}
      and ${filter.open === null ? sql`true` : sql`open = ${filter.open}`}
      and ${musterId === undefined ? sql`true` : sql`(started_at, muster_id) < (${Number(startedAt)}::timestamptz, ${musterId}::uuid)`}
    order by started_at desc, muster_id desc limit ${first + 1}`;
  return rows.map(musterOf);
}

/**
 * How far people's visits are derived, as one transaction sees it, and a number that grows with whatever else musters
 * depend on.
 */
export async function derivedOffsets(tx: Tx, tenantId: string): Promise<{ visits: number; others: number }> {
  const rows = await tx.sql<{ projection: string; offset: number }[]>`
    select projection, "offset" from headcount.checkpoints
    where tenant_id = ${tenantId}
      and projection in ('person-visits', 'replica-people', 'replica-unit-paths', 'replica-unit-kinds')
    order by projection`;
  const visits = rows.find(({ projection }) => projection === 'person-visits')?.offset ?? -1;
  const [given] = await tx.sql<{ count: number }[]>`select count(*) from headcount.station_assignments`;
  const others = rows.filter(({ projection }) => projection !== 'person-visits').map(({ offset }) => offset);
  return { visits, others: others.reduce((sum, offset) => sum + offset + 1, given?.count ?? 0) };
}

interface Kept {
  readonly muster_id: string;
  readonly name: string;
  readonly mode: MusterMode;
  readonly station_policy: StationPolicy;
  readonly expected_minutes: number | null;
  readonly place_id: string;
  readonly place_path: string[];
  readonly zone_ids: string[];
  readonly station_ids: string[];
  readonly marked_out: MarkedOut[];
  readonly started_at: number;
  readonly visits_offset: number;
  readonly status: MusterStatus;
  readonly acts: number;
  readonly ended_at: number | null;
  readonly ended_offset: number | null;
}

function musterOf(row: Kept): MusterRow {
  return {
    musterId: row.muster_id,
    name: row.name,
    mode: row.mode,
    stationPolicy: row.station_policy,
    expectedMinutes: row.expected_minutes,
    placeId: row.place_id,
    placePath: row.place_path,
    zoneIds: row.zone_ids,
    stationIds: row.station_ids,
    markedOut: row.marked_out,
    startedAt: row.started_at,
    visitsOffset: row.visits_offset,
    status: row.status,
    acts: row.acts,
    endedAt: row.ended_at,
    endedOffset: row.ended_offset,
  };
}
