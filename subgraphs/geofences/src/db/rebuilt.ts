import type { ConsumerTx, TxSql } from '@trekker/kit';

import type { VisitChangeKind } from '../domain/presence/visit-change.ts';

/** Which rows a rebuild is about: those of one tenant in one partition. */
export interface RebuiltPart {
  readonly tenantId: string;
  readonly partition: number;
}

/** Keeps the current tenant's beliefs of a partition aside and deletes everything derived from it; gives the tenant. */
export async function putAside(sql: TxSql, partition: number): Promise<string> {
  await sql`delete from geofences.visits_before where partition = ${partition}`;
  await sql`
    insert into geofences.visits_before (${columns(sql)})
    select ${columns(sql)} from geofences.visits where partition = ${partition}`;
  await sql`delete from geofences.visits where partition = ${partition}`;
  await sql`delete from geofences.fix_segments where partition = ${partition}`;
  const [row] = await sql<{ tenant: string }[]>`select kit.current_tenant() as tenant`;
  const tenant = row?.tenant ?? '';
  await sql`delete from geofences.tracker_presence where partition = ${partition} and tenant_id = ${tenant}`;
  return tenant;
}

/** A visit of which something else is believed after a rebuild. */
export interface RebuiltDifference {
  readonly visitId: string;
  readonly trackerId: string;
  readonly revision: number;
  readonly kind: VisitChangeKind;
}

/**
 * Ends a rebuild for the current tenant: what was believed stays believed of its time, and where something else came out
 * it follows as a new belief from now on. Gives these, so that they can be told of.
 */
export async function settleBeliefs(
  { sql }: ConsumerTx,
  { tenantId, partition }: RebuiltPart,
): Promise<RebuiltDifference[]> {
  const content = (alias: 'n' | 'o') => sql`(${sql(alias)}.from_at, ${sql(alias)}.to_at, ${sql(alias)}.end_reason,
    ${sql(alias)}.began_by, ${sql(alias)}.ended_by, ${sql(alias)}.probable, ${sql(alias)}.stale, ${sql(alias)}.loitering,
    ${sql(alias)}.lost, ${sql(alias)}.dwelled_at, ${sql(alias)}.evidence, ${sql(alias)}.retracted,
    ${sql(alias)}.superseded_by)`;
  await sql`
    create temporary table rebuilt on commit drop as
    select coalesce(n.visit_id, o.visit_id) as visit_id, n.visit_id is null as is_gone, o.visit_id is null as is_new,
      coalesce(o.revision + 1, 0) as revision, n.from_at, n.to_at, n.end_reason, n.began_by, n.ended_by, n.probable,
      n.stale, n.loitering, n.lost, n.dwelled_at, n.evidence, n.retracted, n.superseded_by, n.decided_at, n.tracker_id,
      n.geofence_id
    from (select * from geofences.visits where partition = ${partition} and believed) n
    full join (select * from geofences.visits_before where partition = ${partition} and believed) o
      on o.visit_id = n.visit_id
    where case when n.visit_id is null then not o.retracted
      else o.visit_id is null or ${content('n')} is distinct from ${content('o')} end`;
  await sql`
    update geofences.visits_before o set decided_at = n.decided_at
    from geofences.visits n
    where n.visit_id = o.visit_id and n.believed and o.believed and o.partition = ${partition}`;
  await sql`delete from geofences.visits where partition = ${partition}`;
  await sql`
    insert into geofences.visits (${columns(sql)})
    select ${columns(sql)} from geofences.visits_before where partition = ${partition}`;
  await sql`delete from geofences.visits_before where partition = ${partition}`;
  const rows = await appendDifferences(sql, { tenantId, partition });
  await sql`drop table rebuilt`;
  await renumberTold(sql, { tenantId, partition });
  return rows;
}

async function appendDifferences(sql: TxSql, { tenantId, partition }: RebuiltPart): Promise<RebuiltDifference[]> {
  const [now] = await sql<{ at: number }[]>`select date_trunc('milliseconds', clock_timestamp()) as at`;
  const at = now?.at ?? 0;
  await sql`
    update geofences.visits v set known_to = ${at} from rebuilt r where v.visit_id = r.visit_id and v.believed`;
  return sql<RebuiltDifference[]>`
    insert into geofences.visits (${columns(sql)})
    select ${tenantId}, r.visit_id, r.revision, coalesce(r.tracker_id, o.tracker_id),
      coalesce(r.geofence_id, o.geofence_id), coalesce(r.from_at, o.from_at),
      case when r.is_gone then o.to_at else r.to_at end, case when r.is_gone then o.end_reason else r.end_reason end,
      coalesce(r.stale, o.stale), coalesce(r.evidence, o.evidence), ${at}, null,
      r.superseded_by, ${partition}, coalesce(r.began_by, o.began_by),
      case when r.is_gone then o.ended_by else r.ended_by end, coalesce(r.probable, o.probable),
      coalesce(r.loitering, o.loitering), case when r.is_gone then o.lost else r.lost end,
      case when r.is_gone then o.dwelled_at else r.dwelled_at end, r.is_gone or r.retracted, r.decided_at
    from rebuilt r left join geofences.visits o on o.visit_id = r.visit_id and o.revision = r.revision - 1
    returning visit_id as "visitId", tracker_id as "trackerId", revision,
      case when retracted then 'RETRACTED' when revision = 0 then 'ENTERED' else 'REVISED' end as kind`;
}

/** The numbers of beliefs go on from what was told, not from what the rebuild would have told. */
async function renumberTold(sql: TxSql, { tenantId, partition }: RebuiltPart): Promise<void> {
  await sql`
    update geofences.tracker_presence p set told = fixed.told
    from (
      select p.tracker_id, jsonb_object_agg(t.key,
        t.value || case when v.revision is null then '{}'::jsonb
          else jsonb_build_object('revision', v.revision, 'retracted', v.retracted) end) as told
      from geofences.tracker_presence p
      cross join lateral jsonb_each(p.told) t
      left join geofences.visits v on v.visit_id = (t.value->>'visitId')::uuid and v.believed
      where p.tenant_id = ${tenantId} and p.partition = ${partition} group by p.tracker_id) as fixed
    where p.tenant_id = ${tenantId} and p.tracker_id = fixed.tracker_id`;
}

function columns(sql: TxSql) {
  return sql`tenant_id, visit_id, revision, tracker_id, geofence_id, from_at, to_at, end_reason, stale, evidence, known_from,
    known_to, superseded_by, partition, began_by, ended_by, probable, loitering, lost, dwelled_at, retracted, decided_at`;
}
