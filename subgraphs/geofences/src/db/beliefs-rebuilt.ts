import type { TxSql } from '@trekker/kit';

/** What of a row is no content of the belief. */
const BESIDES = ['revision', 'known_from', 'known_to', 'believed'];

/** A table of beliefs that stage two derives: what names a thing in it, and what is believed of it. */
export interface BeliefTable {
  readonly table: 'person_visits' | 'geofence_events';
  readonly key: 'person_visit_id' | 'event_id';
  readonly content: readonly string[];
}

export const PERSON_VISIT_BELIEFS: BeliefTable = {
  table: 'person_visits',
  key: 'person_visit_id',
  content: [
    'person_id',
    'visit_id',
    'assignment_id',
    'tracker_id',
    'geofence_id',
    'from_at',
    'to_at',
    'end_reason',
    'probable',
    'stale',
    'loitering',
    'dwelled_at',
    'lost_from',
    'lost_to',
    'already_inside',
    'superseded_by',
    'retracted',
  ],
};

export const EVENT_BELIEFS: BeliefTable = {
  table: 'geofence_events',
  key: 'event_id',
  content: ['kind', 'at', 'geofence_id', 'tracker_id', 'person_id', 'asset_id', 'visit_id', 'retracted'],
};

/** Something of which another thing is believed after a rebuild than before. */
export interface RebuiltBelief {
  readonly id: string;
  /** 0 where it was not known before. */
  readonly revision: number;
}

/** Keeps the current tenant's beliefs aside, and deletes them. */
export async function putBeliefsAside(sql: TxSql, beliefs: BeliefTable): Promise<void> {
  const { now, before, columns } = namesOf(sql, beliefs);
  await sql`delete from ${before}`;
  await sql`insert into ${before} (${columns}) select ${columns} from ${now}`;
  await sql`delete from ${now}`;
}

/**
 * Ends a rebuild for the current tenant: what was believed stays believed of its time, and where something else came out it
 * follows as a new belief from now on. Gives these, so that they can be told of.
 */
export async function settleBeliefs(sql: TxSql, beliefs: BeliefTable): Promise<RebuiltBelief[]> {
  const { now, before, columns, key } = namesOf(sql, beliefs);
  const contentOf = (alias: 'n' | 'o') => sql`to_jsonb(${sql(alias)}) - ${[...BESIDES]}::text[]`;
  await sql`
    create temporary table rebuilt on commit drop as
    select made.* from (select * from ${now} where believed) n
    full join (select * from ${before} where believed) o on o.${key} = n.${key}
    cross join lateral jsonb_populate_record(null::${now}, to_jsonb(coalesce(n, o)) || jsonb_build_object(
      'retracted', n.${key} is null or n.retracted, 'revision', coalesce(o.revision + 1, 0),
      'known_from', date_trunc('milliseconds', clock_timestamp()), 'known_to', null)) as made
    where case when n.${key} is null then not o.retracted when o.${key} is null then not n.retracted
      else (${contentOf('n')}) is distinct from (${contentOf('o')}) end`;
  await sql`delete from ${now}`;
  await sql`insert into ${now} (${columns}) select ${columns} from ${before}`;
  await sql`delete from ${before}`;
  await sql`
    update ${now} b set known_to = r.known_from from rebuilt r
    where b.${key} = r.${key} and b.revision = r.revision - 1`;
  await sql`insert into ${now} (${columns}) select ${columns} from rebuilt`;
  const rows = await sql<RebuiltBelief[]>`select ${key} as id, revision from rebuilt order by 1`;
  await sql`drop table rebuilt`;
  return rows;
}

/** Notes how many events got their id from each of the current tenant's stays, and forgets the stays. */
export async function putStaysAside(sql: TxSql): Promise<void> {
  await sql`create temporary table minted on commit drop as select stay_id, minted from geofences.stays`;
  await sql`delete from geofences.stays`;
}

/** Sees to it that no id of an event that is believed no longer is given to another one. */
export async function settleStays(sql: TxSql): Promise<void> {
  await sql`
    update geofences.stays s set minted = m.minted from minted m where m.stay_id = s.stay_id and m.minted > s.minted`;
  await sql`drop table minted`;
  await renumberEvents(sql);
}

/** The numbers of beliefs about events go on from what was told, not from what the rebuild would have told. */
async function renumberEvents(sql: TxSql): Promise<void> {
  await sql`
    update geofences.stays s set events = fixed.events
    from (
      select s.stay_id, jsonb_agg(e.value || jsonb_build_object('revision', b.revision) order by e.ordinality) as events
      from geofences.stays s
      cross join lateral jsonb_array_elements(s.events) with ordinality e
      join geofences.geofence_events b on b.event_id = (e.value->>'eventId')::uuid and b.believed
      group by s.stay_id) as fixed
    where s.stay_id = fixed.stay_id`;
}

function namesOf(sql: TxSql, { table, key, content }: BeliefTable) {
  return {
    now: sql`geofences.${sql(table)}`,
    before: sql`geofences.${sql(`${table}_before`)}`,
    key: sql(key),
    columns: sql(['tenant_id', key, 'revision', ...content, 'known_from', 'known_to']),
  };
}
