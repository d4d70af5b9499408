import type { TxSql } from '@trekker/kit';

import type { EventChange } from '../domain/events/told-stay.ts';
import type { GeofenceKind } from '../domain/geofence/kinds.ts';
import { chainBeliefs, endBeliefs, instantText, type Belief } from './beliefs.ts';

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
