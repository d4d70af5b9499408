import type { Tx, TxSql, UnitReach } from '@trekker/kit';

import type { Candidate, FilterTrees, PositionFilter } from '../domain/position-filter.ts';
import { columns } from './history.ts';
import { within } from './reach.ts';
import type { PositionRow } from './rows.ts';

/** A newest position and what filters ask of its tracker. */
export interface CandidateRow extends Candidate {
  readonly position: PositionRow;
}

/** Newest positions of these trackers of the current tenant, with what filters ask; of trackers without one there is none. */
export async function candidatesOf(tx: Tx, trackerIds: readonly string[]): Promise<CandidateRow[]> {
  return read(tx, tx.sql`tracker_id = any(${[...trackerIds]}::uuid[])`);
}

/** Those that a filter may allow within a reach. What is cheaper decided one by one is left to `fitsFilter`. */
export async function candidatesFor(tx: Tx, filter: PositionFilter, reach: UnitReach): Promise<CandidateRow[]> {
  const { sql } = tx;
  const { trackerIds, geofenceIds } = filter;
  const among = trackerIds ? sql`tracker_id::text = any(${[...trackerIds]}::text[])` : sql`true`;
  const inside = geofenceIds
    ? sql`exists (select from positions.tracker_zones z where z.tracker_id = l.tracker_id and z.left_at is null
        and z.geofence_id::text = any(${[...geofenceIds]}::text[]))`
    : sql`true`;
  return read(tx, sql`${within(sql, reach)} and ${among} and ${inside}`);
}

async function read(tx: Tx, condition: ReturnType<TxSql>): Promise<CandidateRow[]> {
  const { sql } = tx;
  const rows = await sql<(PositionRow & { unit_id: string | null; inside: string[]; last_left: string | null })[]>`
    select ${columns(sql)},
      (select r.data->>'unitId' from positions.replicas r
        where r.replica = 'trackers' and r.key = l.tracker_id::text and r.valid_to is null) as unit_id,
      array(select z.geofence_id::text from positions.tracker_zones z
        where z.tracker_id = l.tracker_id and z.left_at is null) as inside,
      (select z.geofence_id::text from positions.tracker_zones z
        where z.tracker_id = l.tracker_id and z.left_at is not null order by z.left_at desc limit 1) as last_left
    from positions.latest l where ${condition}`;
  return rows.map(({ unit_id: unitId, inside, last_left: lastLeft, ...position }) => ({
    trackerId: position.tracker_id,
    latitudeE7: position.latitude_e7,
    longitudeE7: position.longitude_e7,
    unitId,
    inside,
    lastLeft,
    position,
  }));
}

/** What a filter's units and places come to now. */
export async function treesOf(tx: Tx, { unitIds, placeIds }: PositionFilter): Promise<FilterTrees> {
  return {
    units: unitIds ? new Set(await unitsBelow(tx, unitIds)) : null,
    geofences: placeIds ? new Set(await geofencesBelow(tx, placeIds)) : null,
  };
}

async function unitsBelow(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select key from positions.replicas
    where replica = 'unit-tree' and valid_to is null and data->'path' ?| ${[...unitIds]}::text[]`;
  return rows.map(({ key }) => key);
}

async function geofencesBelow(tx: Tx, placeIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select g.key from positions.replicas g
    join positions.replicas p on p.replica = 'places' and p.valid_to is null and p.key = g.data->>'placeId'
    where g.replica = 'places' and g.valid_to is null and p.data->'path' ?| ${[...placeIds]}::text[]`;
  return rows.map(({ key }) => key);
}
