import type { Page, Tx, TxSql, UnitReach } from '@trekker/kit';

import type { GeofenceEventKind } from '../domain/events/geofence-event.ts';
import type { EventChange, Happening, ToldEvent } from '../domain/events/told-stay.ts';
import type { GeofenceKind } from '../domain/geofence/kinds.ts';
import { chainBeliefs, endBeliefs, instantText, type Belief } from './beliefs.ts';
import { eventWithin } from './reach.ts';
import type { GeofenceEventRow } from './rows.ts';

/** What of a geofence is told with an event. */
export interface GeofenceSeen {
  readonly geofenceId: string;
  readonly kind: GeofenceKind;
  readonly placeId: string | null;
}

/** These geofences as they are, by id. */
export async function geofencesSeen(sql: TxSql, ids: readonly string[]): Promise<Map<string, GeofenceSeen>> {
  if (!ids.length) return new Map();
  const rows = await sql<GeofenceSeen[]>`
    select geofence_id as "geofenceId", kind, place_id as "placeId"
    from geofences.geofences where geofence_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.geofenceId, row]));
}

/** A new belief about an event. */
export interface EventBelief extends EventChange, Belief {}

/** Writes beliefs of the current tenant, in their order, each ending the one before. */
export async function insertEventBeliefs(sql: TxSql, tenantId: string, beliefs: readonly EventBelief[]): Promise<void> {
  if (!beliefs.length) return;
  const { rows, ended } = chainBeliefs(beliefs, ({ eventId }) => eventId);
  const records = rows.map(({ happening, eventId, revision, retracted, knownFrom, knownTo }) => ({
    ...happening,
    eventId,
    revision,
    retracted,
    at: instantText(happening.at),
    knownFrom: instantText(knownFrom),
    knownTo: instantText(knownTo),
  }));
  await endBeliefs(sql, { table: 'geofence_events', key: 'event_id' }, ended);
  await sql`
    insert into geofences.geofence_events (tenant_id, event_id, revision, kind, at, geofence_id, tracker_id, person_id,
      asset_id, visit_id, retracted, known_from, known_to)
    select ${tenantId}, b."eventId", b.revision, b.kind, b.at, b."geofenceId", b."trackerId", b."personId", b."assetId",
      b."visitId", b.retracted, b."knownFrom", b."knownTo"
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as b ("eventId" uuid, revision integer, kind text,
      at timestamptz, "geofenceId" uuid, "trackerId" uuid, "personId" uuid, "assetId" uuid, "visitId" uuid,
      retracted boolean, "knownFrom" timestamptz, "knownTo" timestamptz)`;
}

/** What was told last of these events. */
export async function toldEventsById(sql: TxSql, ids: readonly string[]): Promise<ToldEvent[]> {
  const rows = await sql<(Happening & Omit<ToldEvent, 'happening'>)[]>`
    select event_id as "eventId", revision, retracted, kind, at, geofence_id as "geofenceId", tracker_id as "trackerId",
      person_id as "personId", asset_id as "assetId", visit_id as "visitId"
    from geofences.geofence_events where event_id = any(${[...ids]}::uuid[]) and believed order by at, event_id`;
  return rows.map(({ eventId, revision, retracted, ...happening }) => ({ eventId, revision, retracted, happening }));
}

/** What a list of events is limited to; null means: not limited. */
export interface GeofenceEventFilter {
  readonly kinds: readonly GeofenceEventKind[] | null;
  readonly geofenceIds: readonly string[] | null;
  /** Only in geofences of this place and of all below it. */
  readonly placeId: string | null;
  /** Only to these people, or to these trackers where both are given. */
  readonly personIds: readonly string[] | null;
  readonly trackerIds: readonly string[] | null;
  /** First instant, included. */
  readonly from: number | null;
  /** End, excluded. */
  readonly to: number | null;
}

/** One more than a page of the events a reach covers, latest first. */
export async function pageOfEvents(
  tx: Tx,
  { filter, page, reach }: { filter: GeofenceEventFilter; page: Page; reach: UnitReach },
): Promise<GeofenceEventRow[]> {
  const { sql } = tx;
  const { kinds, geofenceIds, placeId, from, to } = filter;
  const [at, id] = page.after ?? [];
  return sql<GeofenceEventRow[]>`
    select ${columns(sql)} from geofences.geofence_events
    where believed and not retracted and ${eventWithin(sql, reach)}
      ${kinds === null ? sql`` : sql`and kind = any(${[...kinds]})`}
      ${geofenceIds === null ? sql`` : sql`and geofence_id = any(${[...geofenceIds]}::uuid[])`}
      ${placeId === null ? sql`` : sql`and geofence_id in (${geofencesBelow(sql, placeId)})`}
      ${happenedTo(sql, filter)}
      ${from === null ? sql`` : sql`and at >= ${from}`}
      ${to === null ? sql`` : sql`and at < ${to}`}
      ${id === undefined ? sql`` : sql`and (at, event_id) < (${Number(at)}::timestamptz, ${id}::uuid)`}
    order by at desc, event_id desc limit ${page.first + 1}`;
}

/** What is believed of these events now, as far as a reach covers them. */
export async function eventsById(tx: Tx, ids: string[], reach: UnitReach): Promise<GeofenceEventRow[]> {
  return tx.sql<GeofenceEventRow[]>`
    select ${columns(tx.sql)} from geofences.geofence_events
    where event_id = any(${ids}::uuid[]) and believed and not retracted and ${eventWithin(tx.sql, reach)}`;
}

function happenedTo(sql: TxSql, { personIds, trackerIds }: GeofenceEventFilter) {
  const people = personIds && sql`person_id = any(${[...personIds]}::uuid[])`;
  const trackers = trackerIds && sql`tracker_id = any(${[...trackerIds]}::uuid[])`;
  if (people && trackers) return sql`and (${people} or ${trackers})`;
  const only = people ?? trackers;
  return only ? sql`and ${only}` : sql``;
}

function geofencesBelow(sql: TxSql, placeId: string) {
  return sql`
    select g.geofence_id from geofences.geofences g join geofences.places p on p.place_id = g.place_id
    where p.path @> array[${placeId}]::uuid[]`;
}

function columns(sql: TxSql) {
  return sql`event_id as "eventId", kind, at, geofence_id as "geofenceId", tracker_id as "trackerId",
    person_id as "personId", asset_id as "assetId", visit_id as "visitId", known_from as "knownFrom"`;
}
