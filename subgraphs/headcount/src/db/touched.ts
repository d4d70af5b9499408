import type { Tx } from '@trekker/kit';

/**
 * The first instant from which anything is derived, Unix milliseconds: the begin of the first limit, or the first mark;
 * null where there are none.
 */
export async function derivedSince(tx: Tx): Promise<number | null> {
  const [row] = await tx.sql<{ at: number | null }[]>`
    select least((select min(valid_from) from headcount.limits), (select min(at) from headcount.marks)) as at`;
  return row?.at ?? null;
}

/** Those of these zones of whose places nothing was told before although somebody is believed to have been there. */
export async function zonesToldLate(tx: Tx, zoneIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`
    with untold as (
      select id from unnest(${[...zoneIds]}::uuid[]) as id
      where not exists (select from headcount.replicas where replica = 'zone-places' and key = id::text))
    select geofence_id as id from headcount.person_visits where counts and geofence_id in (select id from untold)
    union
    select geofence_id from headcount.mark_spans where counts and geofence_id in (select id from untold)`;
  return rows.map(({ id }) => id);
}

/** What a replica keeps of a key now; null where nothing was told of it. */
export async function toldBefore<T>(tx: Tx, replica: string, key: string): Promise<T | null> {
  const [row] = await tx.sql<{ data: T }[]>`
    select data from headcount.replicas where replica = ${replica} and key = ${key} and valid_to is null`;
  return row?.data ?? null;
}

/** Everybody who was ever marked in or out. */
export async function peopleMarked(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }[]>`select distinct person_id as id from headcount.marks`;
  return rows.map(({ id }) => id);
}

/** Everybody who ever belonged to one of these units, as far as was told. */
export async function peopleOfUnits(tx: Tx, unitIds: readonly string[]): Promise<string[]> {
  const rows = await tx.sql<{ key: string }[]>`
    select distinct key from headcount.replicas where replica = 'people' and data->>'unitId' = any(${[...unitIds]})`;
  return rows.map(({ key }) => key);
}
