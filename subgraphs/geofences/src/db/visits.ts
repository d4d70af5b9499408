import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { VisitChange } from '../domain/presence/visit-change.ts';
import { chainBeliefs, endBeliefs, instantText, type Belief } from './beliefs.ts';
import { trackerWithin } from './reach.ts';
import type { VisitRow } from './rows.ts';

/** A new belief about a visit. */
export interface VisitBelief extends VisitChange, Belief {
  readonly trackerId: string;
}

/** Writes beliefs of the current tenant, in their order, each ending the one before. */
export async function insertBeliefs(sql: TxSql, tenantId: string, beliefs: readonly VisitBelief[]): Promise<void> {
  if (!beliefs.length) return;
  const { rows, ended } = chainBeliefs(beliefs, ({ visit }) => visit.visitId);
  const records = rows.map(({ visit, revision, trackerId, knownFrom, knownTo }) => ({
    ...visit,
    trackerId,
    revision,
    from: instantText(visit.from),
    to: instantText(visit.to),
    knownFrom: instantText(knownFrom),
    knownTo: instantText(knownTo),
  }));
  await endBeliefs(sql, { table: 'visits', key: 'visit_id' }, ended);
  await sql`
    insert into geofences.visits (tenant_id, visit_id, revision, tracker_id, geofence_id, from_at, to_at, end_reason,
      stale, evidence, known_from, known_to)
    select ${tenantId}, b."visitId", b.revision, b."trackerId", b."geofenceId", b."from", b."to", b."endReason",
      b.stale, b.evidence, b."knownFrom", b."knownTo"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as b ("visitId" uuid, revision integer, "trackerId" uuid,
      "geofenceId" uuid, "from" timestamptz, "to" timestamptz, "endReason" text, stale jsonb, evidence jsonb,
      "knownFrom" timestamptz, "knownTo" timestamptz)`;
}

/** Trackers of a partition with a visit to one of these geofences that lasts. */
export async function trackersInside(
  sql: TxSql,
  { geofenceIds, partition }: { geofenceIds: readonly string[]; partition: number },
): Promise<string[]> {
  const rows = await sql<{ tracker_id: string }[]>`
    select distinct v.tracker_id from geofences.visits v
    join geofences.tracker_presence p on p.tenant_id = v.tenant_id and p.tracker_id = v.tracker_id
    where v.geofence_id = any(${[...geofenceIds]}::uuid[]) and v.believed and v.to_at is null
      and p.partition = ${partition}`;
  return rows.map((row) => row.tracker_id);
}

/** What a list of visits is limited to; null means: not limited. */
export interface VisitFilter {
  readonly trackerId: string | null;
  readonly geofenceId: string | null;
  /** Only visits that last beyond this instant. */
  readonly from: number | null;
  /** Only visits that begin before this instant. */
  readonly to: number | null;
  /** What was believed at this instant; null: what is believed now. */
  readonly knownAt: number | null;
}

/** One more than a page of the visits a reach covers, latest first. */
export async function pageOfVisits(
  tx: Tx,
  { filter, page, reach }: { filter: VisitFilter; page: Page; reach: UnitReach },
): Promise<VisitRow[]> {
  const { sql } = tx;
  const { trackerId, geofenceId, from, to } = filter;
  const [from_at, id] = page.after ?? [];
  return sql<VisitRow[]>`
    select ${columns(sql)} from geofences.visits
    where ${believedAt(sql, filter.knownAt)} and ${trackerWithin(sql, reach)}
      ${trackerId === null ? sql`` : sql`and tracker_id = ${trackerId}`}
      ${geofenceId === null ? sql`` : sql`and geofence_id = ${geofenceId}`}
      ${from === null ? sql`` : sql`and (to_at is null or to_at > ${from})`}
      ${to === null ? sql`` : sql`and from_at < ${to}`}
      ${id === undefined ? sql`` : sql`and (from_at, visit_id) < (${Number(from_at)}::timestamptz, ${id}::uuid)`}
    order by from_at desc, visit_id desc limit ${page.first + 1}`;
}

/** What is believed of these visits now, as far as a reach covers them. */
export async function visitsById(tx: Tx, ids: string[], reach: UnitReach): Promise<VisitRow[]> {
  return tx.sql<VisitRow[]>`
    select ${columns(tx.sql)} from geofences.visits
    where visit_id = any(${ids}::uuid[]) and believed and ${trackerWithin(tx.sql, reach)}`;
}

/** One belief about a visit. */
export interface RevisionKey {
  readonly visitId: string;
  readonly revision: number;
}

/** These beliefs, whether or not they still hold, as far as a reach covers them. */
export async function visitsByRevision(tx: Tx, keys: readonly RevisionKey[], reach: UnitReach): Promise<VisitRow[]> {
  return tx.sql<VisitRow[]>`
    select ${columns(tx.sql)} from geofences.visits
    where (visit_id, revision) in (
        select k."visitId", k.revision
        from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k ("visitId" uuid, revision integer))
      and ${trackerWithin(tx.sql, reach)}`;
}

/** Visits of these trackers that last at an instant, latest first, as far as a reach covers them. */
export async function visitsLasting(
  tx: Tx,
  trackerIds: string[],
  { at, reach }: { at: number; reach: UnitReach },
): Promise<VisitRow[]> {
  return tx.sql<VisitRow[]>`
    select ${columns(tx.sql)} from geofences.visits
    where tracker_id = any(${trackerIds}::uuid[]) and believed
      and from_at <= ${at} and coalesce(to_at, 'infinity') > ${at} and ${trackerWithin(tx.sql, reach)}
    order by from_at desc, visit_id desc`;
}

/** Condition: the belief was held at an instant, or is held now. */
function believedAt(sql: TxSql, knownAt: number | null) {
  if (knownAt === null) return sql`believed`;
  return sql`known_from <= ${knownAt} and (known_to is null or known_to > ${knownAt})`;
}

function columns(sql: TxSql) {
  return sql`visit_id as "visitId", revision, tracker_id as "trackerId", geofence_id as "geofenceId", from_at as "from",
    to_at as "to", end_reason as "endReason", stale, evidence, known_from as "knownFrom"`;
}
