import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { VisitChange } from '../domain/presence/visit-change.ts';
import { chainBeliefs, endBeliefs, instantText, type Belief } from './beliefs.ts';
import type { ToldVisit } from '../domain/presence/reconcile.ts';
import { trackerWithin } from './reach.ts';
import type { VisitRow } from './rows.ts';

/** A new belief about a visit. */
export interface VisitBelief extends VisitChange, Belief {
  readonly trackerId: string;
}

/** Writes beliefs about trackers of one partition of the current tenant, in their order, each ending the one before. */
export async function insertBeliefs(
  sql: TxSql,
  { tenantId, partition }: { tenantId: string; partition: number },
  beliefs: readonly VisitBelief[],
): Promise<void> {
  if (!beliefs.length) return;
  const { rows, ended } = chainBeliefs(beliefs, ({ visitId }) => visitId);
  const records = rows.map(({ visit, knownFrom, knownTo, decidedAt, ...belief }) => ({
    ...visit,
    ...belief,
    from: instantText(visit.from),
    to: instantText(visit.to),
    dwelledAt: instantText(visit.dwelledAt),
    decidedAt: instantText(decidedAt),
    knownFrom: instantText(knownFrom),
    knownTo: instantText(knownTo),
  }));
  await endBeliefs(sql, { table: 'visits', key: 'visit_id' }, ended);
  await sql`
    insert into geofences.visits (tenant_id, partition, visit_id, revision, tracker_id, geofence_id, from_at, to_at,
      end_reason, began_by, ended_by, probable, stale, loitering, lost, dwelled_at, evidence, retracted, superseded_by,
      decided_at, known_from, known_to)
    select ${tenantId}, ${partition}, b."visitId", b.revision, b."trackerId", b."geofenceId", b."from", b."to",
      b."endReason", b."beganBy", b."endedBy", b.probable, b.stale, b.loitering, nullif(b.lost, 'null'), b."dwelledAt",
      b.evidence, b.retracted, b."supersededBy", b."decidedAt", b."knownFrom", b."knownTo"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as b ("visitId" uuid, revision integer, "trackerId" uuid,
      "geofenceId" uuid, "from" timestamptz, "to" timestamptz, "endReason" text, "beganBy" text, "endedBy" text,
      probable jsonb, stale jsonb, loitering jsonb, lost jsonb, "dwelledAt" timestamptz, evidence jsonb,
      retracted boolean, "supersededBy" uuid, "decidedAt" timestamptz, "knownFrom" timestamptz, "knownTo" timestamptz)`;
}

/** Notes when visits were decided of which nothing new is believed. */
export async function noteDecisions(
  sql: TxSql,
  decided: readonly { readonly visitId: string; readonly at: number | null }[],
): Promise<void> {
  for (const [at, together] of Map.groupBy(decided, (one) => one.at)) {
    await sql`
      update geofences.visits set decided_at = ${at}
      where ctid = any(array(
        select found.ctid from unnest(${together.map(({ visitId }) => visitId)}::uuid[]) as decided (visit_id)
        cross join lateral (
          select ctid from geofences.visits where visit_id = decided.visit_id and believed offset 0) as found))`;
  }
}

/** A stretch of a tracker's time: `[from, to)`, Unix milliseconds; null: without end. */
export interface TrackerStretch {
  readonly trackerId: string;
  readonly from: number;
  readonly to: number | null;
  /** Only visits of these geofences; null: of all. */
  readonly geofenceIds: readonly string[] | null;
}

/** What is believed of the visits that were decided in a stretch, those that are open in one without end among them. */
export async function toldIn(sql: TxSql, { trackerId, from, to, geofenceIds }: TrackerStretch): Promise<ToldVisit[]> {
  const rows = await sql<(VisitRow & { decidedAt: number | null })[]>`
    select ${columns(sql)}, decided_at as "decidedAt" from geofences.visits
    where tracker_id = ${trackerId} and believed and not retracted
      and coalesce(decided_at, 'infinity') >= ${from}
      ${to === null ? sql`` : sql`and coalesce(decided_at, 'infinity') < ${to}`}
      ${geofenceIds === null ? sql`` : sql`and geofence_id = any(${[...geofenceIds]}::uuid[])`}`;
  return rows.map(({ visitId, revision, decidedAt, ...row }) => ({ visitId, revision, decidedAt, visit: row }));
}

/** Of these ids those that were ever given to a visit: the number of the last belief, and whether it is believed. */
export async function idsTaken(
  sql: TxSql,
  visitIds: readonly string[],
): Promise<Map<string, { revision: number; retracted: boolean }>> {
  if (!visitIds.length) return new Map();
  const rows = await sql<{ visitId: string; revision: number; retracted: boolean }[]>`
    select visit_id as "visitId", revision, retracted from geofences.visits
    where visit_id = any(${[...visitIds]}::uuid[]) and believed`;
  return new Map(rows.map(({ visitId, ...row }) => [visitId, row]));
}

/** Trackers of a partition with a visit to one of these geofences that lasts, or whose end time alone brought. */
export async function trackersInside(
  sql: TxSql,
  { geofenceIds, partition }: { geofenceIds: readonly string[]; partition: number },
): Promise<string[]> {
  const rows = await sql<{ tracker_id: string }[]>`
    select distinct v.tracker_id from geofences.visits v
    join geofences.tracker_presence p on p.tenant_id = v.tenant_id and p.tracker_id = v.tracker_id
    where v.geofence_id = any(${[...geofenceIds]}::uuid[]) and v.believed and not v.retracted and v.decided_at is null
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
    where ${believedAt(sql, filter.knownAt)} and not retracted and ${trackerWithin(sql, reach)}
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
    where tracker_id = any(${trackerIds}::uuid[]) and believed and not retracted
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
    to_at as "to", end_reason as "endReason", began_by as "beganBy", ended_by as "endedBy", probable, stale, loitering,
    lost, dwelled_at as "dwelledAt", evidence, retracted, superseded_by as "supersededBy", known_from as "knownFrom"`;
}
