import type { Tx, TxSql } from '@trekker/kit';

import type { Retention } from '../domain/retention.ts';

/** Replicas by which it is decided what goes, and the topics they follow. */
const DECIDING = {
  projections: ['replica-settings', 'replica-legal-holds', 'replica-carried'],
  topics: ['tenancy', 'trackers', 'trackers'],
};

/** What the current tenant has set; null: positions are kept for ever. */
export async function retentionOf({ sql }: Pick<Tx, 'sql'>): Promise<Retention | null> {
  const [row] = await sql<{ value: string; valid_from: number }[]>`
    select data->>'value' as value, valid_from from positions.replicas
    where replica = 'settings' and key = 'keepPositionsDays' and valid_to is null`;
  return row && row.value !== '' ? { days: Number(row.value), setAt: row.valid_from } : null;
}

/** What legal holds keep of the current tenant. */
export interface Held {
  readonly isTenantHeld: boolean;
  /** In order: trackers that are held themselves, and all that people who are held ever carried. */
  readonly trackerIds: readonly string[];
}

export async function heldNow({ sql }: Pick<Tx, 'sql'>): Promise<Held> {
  const rows = await sql<{ tracker_id: string | null }[]>`
    with holds as (
      select data->>'personId' as person, data->>'trackerId' as tracker from positions.replicas
      where replica = 'legal-holds' and valid_to is null and data is not null)
    select tracker as tracker_id from holds where tracker is not null or person is null
    union
    select c.data->>'trackerId' from positions.replicas c join holds h on c.data->>'personId' = h.person
    where c.replica = 'carried' and c.data is not null
    order by 1`;
  const trackerIds = rows.flatMap(({ tracker_id: id }) => id ?? []);
  return { isTenantHeld: trackerIds.length < rows.length, trackerIds };
}

/** Whether everything told so far of the current tenant's settings, holds and assignments is known here. */
export async function isDecidable(sql: TxSql, tenantId: string): Promise<boolean> {
  const behind = await sql`
    select 1 from unnest(${DECIDING.projections}::text[], ${DECIDING.topics}::text[]) as d (projection, topic)
    join log.heads h on h.tenant_id = ${tenantId} and h.topic = d.topic
    left join positions.checkpoints c on c.tenant_id = h.tenant_id and c.topic = h.topic and c.partition = h.partition
      and c.projection = d.projection
    where h.next_offset - 1 > coalesce(c."offset", -1) limit 1`;
  return behind.length === 0;
}

/** What was forgotten of a tenant. */
export interface ForgottenRow {
  /** Positions recorded since then are kept, Unix milliseconds. */
  readonly keptSince: number;
  /** Trackers that were left out, in order. */
  readonly held: readonly string[];
  /** When all of it was gone, Unix milliseconds; null while it goes. */
  readonly deletedAt: number | null;
}

/** What was forgotten of the current tenant; undefined: nothing ever. */
export async function forgottenOf({ sql }: Pick<Tx, 'sql'>): Promise<ForgottenRow | undefined> {
  const [row] = await sql<ForgottenRow[]>`
    select kept_since as "keptSince", held::text[] as held, deleted_at as "deletedAt" from positions.retention`;
  return row;
}

/**
 * Notes that positions recorded before an instant go from now on. Trackers that are held from now on keep what they still
 * have, others lose what was kept for them.
 */
export async function noteForgotten(
  sql: TxSql,
  { tenantId, keptSince, held }: { tenantId: string; keptSince: number; held: readonly string[] },
): Promise<void> {
  await sql`delete from positions.held_trackers where tracker_id <> all(${[...held]}::uuid[])`;
  await sql`
    insert into positions.held_trackers (tenant_id, tracker_id, kept_since)
    select ${tenantId}, tracker, (select kept_since from positions.retention)
    from unnest(${[...held]}::uuid[]) as tracker on conflict do nothing`;
  await sql`
    insert into positions.retention (tenant_id, kept_since, held) values (${tenantId}, ${keptSince}, ${[...held]}::uuid[])
    on conflict (tenant_id) do update
      set kept_since = excluded.kept_since, held = excluded.held, deleted_at = null`;
  await sql`
    insert into log.forgotten (tenant_id, topic, before) values (${tenantId}, 'positions', ${keptSince})
    on conflict (tenant_id, topic) do update set before = excluded.before`;
}

/** Notes that all of it is gone, unless more is held by now than was when it was decided. */
export async function noteDeleted(
  sql: TxSql,
  { keptSince, held, at }: { keptSince: number; held: readonly string[]; at: number },
): Promise<void> {
  await sql`
    update positions.retention set deleted_at = ${at}
    where kept_since = ${keptSince} and held @> ${[...held]}::uuid[]`;
}

/** Since when positions of trackers of the current tenant are kept, Unix milliseconds; those of whom all are, are absent. */
export async function keptSinceOf({ sql }: Tx, trackerIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; kept_since: number | null }[]>`
    select tracker::text as id, case when h.tracker_id is null then r.kept_since else h.kept_since end as kept_since
    from unnest(${[...trackerIds]}::uuid[]) as tracker
    cross join positions.retention r
    left join positions.held_trackers h on h.tracker_id = tracker`;
  return new Map(rows.flatMap(({ id, kept_since: since }) => (since === null ? [] : [[id, since]])));
}
