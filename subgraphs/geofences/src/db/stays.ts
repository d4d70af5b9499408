import type { TxSql } from '@trekker/kit';

import type { ToldStay } from '../domain/events/told-stay.ts';
import { instantText } from './beliefs.ts';

/** A person in a geofence, from an instant on, Unix milliseconds. */
export interface StaysWanted {
  readonly personId: string;
  readonly geofenceId: string;
  readonly since: number;
}

/** The stays with these ids, and those of people in geofences that last to an instant or beyond. */
export async function staysOf(
  sql: TxSql,
  { ids, wanted }: { ids: readonly string[]; wanted: readonly StaysWanted[] },
): Promise<ToldStay[]> {
  if (!ids.length && !wanted.length) return [];
  const columns = sql`stay_id as "stayId", person_id as "personId", geofence_id as "geofenceId", from_at as "from",
    to_at as "to", parts, events, minted`;
  return sql<ToldStay[]>`
    select found.* from unnest(${[...ids]}::uuid[]) as k (id)
    cross join lateral (select ${columns} from geofences.stays where stay_id = k.id offset 0) found
    union all
    select found.* from unnest(
      ${wanted.map(({ personId }) => personId)}::uuid[],
      ${wanted.map(({ geofenceId }) => geofenceId)}::uuid[],
      ${wanted.map(({ since }) => instantText(since))}::timestamptz[]) as w (person_id, geofence_id, since)
    cross join lateral (
      select ${columns} from geofences.stays s
      where s.person_id = w.person_id and s.geofence_id = w.geofence_id and coalesce(to_at, 'infinity') >= w.since
      offset 0) found`;
}

/** Keeps stays of the current tenant as they are now. */
export async function saveStays(sql: TxSql, tenantId: string, stays: readonly ToldStay[]): Promise<void> {
  if (!stays.length) return;
  const records = stays.map((stay) => ({ ...stay, from: instantText(stay.from), to: instantText(stay.to) }));
  await sql`
    insert into geofences.stays (tenant_id, stay_id, person_id, geofence_id, from_at, to_at, parts, events, minted)
    select ${tenantId}, s."stayId", s."personId", s."geofenceId", s."from", s."to", s.parts, s.events, s.minted
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as s ("stayId" uuid, "personId" uuid, "geofenceId" uuid,
      "from" timestamptz, "to" timestamptz, parts jsonb, events jsonb, minted integer)
    on conflict (tenant_id, stay_id) do update set
      from_at = excluded.from_at, to_at = excluded.to_at, parts = excluded.parts, events = excluded.events,
      minted = excluded.minted`;
}
