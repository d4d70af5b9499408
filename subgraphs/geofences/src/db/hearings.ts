import type { TxSql } from '@trekker/kit';

import { UNTOLD, type Hearing, type Silence } from '../domain/person-visits/coverage.ts';
import { instantText } from './beliefs.ts';
import type { OfTrackers } from './carried.ts';

/** How these trackers were heard, as far as it was told: silences that last to an instant or beyond. */
export async function hearingsOf(sql: TxSql, { trackerIds, since }: OfTrackers): Promise<Map<string, Hearing>> {
  const heard = await sql<{ trackerId: string; heardFrom: number }[]>`
    select tracker_id as "trackerId", heard_from as "heardFrom"
    from geofences.hearings where tracker_id = any(${[...trackerIds]}::uuid[])`;
  if (!heard.length) return new Map();
  const silences = await sql<(Silence & { trackerId: string })[]>`
    select tracker_id as "trackerId", from_at as "from", to_at as "to", since_at as "since", off
    from geofences.silences
    where tracker_id = any(${[...trackerIds]}::uuid[]) and coalesce(to_at, 'infinity') >= ${since}::timestamptz
    order by from_at`;
  const byTracker = Map.groupBy(silences, ({ trackerId }) => trackerId);
  return new Map(
    heard.map(({ trackerId, heardFrom }) => {
      const ofTracker = byTracker.get(trackerId) ?? [];
      return [trackerId, { heardFrom, silences: ofTracker.map(({ trackerId: _trackerId, ...silence }) => silence) }];
    }),
  );
}

/** Keeps how trackers of the current tenant were heard from an instant on; what ended before stays as it is. */
export async function saveHearings(
  sql: TxSql,
  tenantId: string,
  { hearings, since }: { hearings: ReadonlyMap<string, Hearing>; since: number },
): Promise<void> {
  if (!hearings.size) return;
  const trackerIds = [...hearings.keys()];
  const heard = trackerIds.map((id) => instantText((hearings.get(id) ?? UNTOLD).heardFrom));
  await sql`
    insert into geofences.hearings (tenant_id, tracker_id, heard_from)
    select ${tenantId}, h.id, h.heard_from from unnest(${trackerIds}::uuid[], ${heard}::timestamptz[]) as h (id, heard_from)
    on conflict (tenant_id, tracker_id) do update set heard_from = excluded.heard_from`;
  await sql`
    delete from geofences.silences
    where tracker_id = any(${trackerIds}::uuid[]) and coalesce(to_at, 'infinity') >= ${since}::timestamptz`;
  const records = [...hearings].flatMap(([trackerId, { silences }]) =>
    silences.map(({ from, to, since: sinceAt, off }) => ({
      trackerId,
      from: instantText(from),
      to: instantText(to),
      since: instantText(sinceAt),
      off,
    })),
  );
  await sql`
    insert into geofences.silences (tenant_id, tracker_id, from_at, to_at, since_at, off)
    select ${tenantId}, s."trackerId", s."from", s."to", s.since, s.off
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as s ("trackerId" uuid, "from" timestamptz,
      "to" timestamptz, since timestamptz, off boolean)`;
}

/** When silence may let another tracker speak: for these people, and for whoever it may by an instant. */
export async function deadlinesOf(
  sql: TxSql,
  { personIds, by }: { personIds: readonly string[]; by: number | null },
): Promise<Map<string, number>> {
  const rows = await sql<{ personId: string; due: number }[]>`
    select person_id as "personId", due_at as due from geofences.speaker_deadlines
    where person_id = any(${[...personIds]}::uuid[]) or due_at <= ${by}::timestamptz`;
  return new Map(rows.map(({ personId, due }) => [personId, due]));
}

/** Keeps when silence may let another tracker speak for these people of the current tenant; absent: never. */
export async function saveDeadlines(
  sql: TxSql,
  tenantId: string,
  { personIds, due }: { personIds: readonly string[]; due: ReadonlyMap<string, number> },
): Promise<void> {
  await sql`delete from geofences.speaker_deadlines where person_id = any(${[...personIds]}::uuid[])`;
  const rows = personIds.flatMap((id) => ({ id, at: due.get(id) ?? null })).filter(({ at }) => at !== null);
  await sql`
    insert into geofences.speaker_deadlines (tenant_id, person_id, due_at)
    select ${tenantId}, d.id, d.at
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ at }) => instantText(at))}::timestamptz[]) as d (id, at)`;
}

/** The earliest instant at which silence may let another tracker of somebody of the current tenant speak, or null. */
export async function nextSpeakerDeadline(sql: TxSql): Promise<number | null> {
  const [row] = await sql<{ at: number | null }[]>`select min(due_at) as at from geofences.speaker_deadlines`;
  return row?.at ?? null;
}
