import type { TxSql } from '@trekker/kit';

import type { MotionChange } from '../domain/motion/change.ts';
import { hourOf } from '../domain/motion/settings.ts';
import { readState, stateText, type MotionState } from '../domain/motion/state.ts';
import type { Stretch } from '../domain/motion/stretch.ts';

/** Where trackers of the current tenant stand after their newest positions; who has none is absent. */
export async function motionStates(sql: TxSql, trackerIds: readonly string[]): Promise<Map<string, MotionState>> {
  const rows = await sql<{ tracker_id: string; state: string }[]>`
    select tracker_id, state from positions.motion_trackers where tracker_id = any(${[...trackerIds]}::uuid[])`;
  return new Map(
    rows.flatMap((row) => {
      const state = readState(row.state);
      return state ? [[row.tracker_id, state] as const] : [];
    }),
  );
}

/** Where a tracker stood before the first position of the latest hour not after an instant, and that hour. */
export async function stateBefore(
  sql: TxSql,
  trackerId: string,
  at: number,
): Promise<{ hour: number; state: MotionState | null }> {
  const [row] = await sql<{ hour_at: number; state: string }[]>`
    select hour_at, state from positions.motion_states
    where tracker_id = ${trackerId} and hour_at <= ${at} order by hour_at desc limit 1`;
  return row ? { hour: row.hour_at, state: readState(row.state) } : { hour: hourOf(at), state: null };
}

/** A change, and the partition its tracker's positions are of. */
export interface PlacedChange extends MotionChange {
  readonly partition: number;
}

/** Makes changes of trackers of the current tenant, one of each. */
export async function saveMotion(sql: TxSql, tenantId: string, changes: readonly PlacedChange[]): Promise<void> {
  await saveTrackers(sql, tenantId, changes);
  await saveStarts(sql, tenantId, changes);
  await saveHours(sql, tenantId, changes);
  await saveStretches(sql, tenantId, changes);
}

async function saveTrackers(sql: TxSql, tenantId: string, changes: readonly PlacedChange[]) {
  const rows = changes.map(({ trackerId, partition, reaches, state }) => ({
    trackerId,
    partition,
    state: state && stateText(state),
    firstAt: iso(Math.min(...[...reaches.values()].map(({ firstAt }) => firstAt))),
    lastAt: iso(state?.last.at ?? 0),
  }));
  await sql`
    insert into positions.motion_trackers as t (tenant_id, tracker_id, partition, state, first_at, last_at)
    select ${tenantId}, c."trackerId", c.partition, coalesce(c.state, ''), c."firstAt", c."lastAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as c ("trackerId" uuid, partition smallint, state text, "firstAt" timestamptz, "lastAt" timestamptz)
    on conflict (tenant_id, tracker_id) do update set
      state = coalesce(nullif(excluded.state, ''), t.state), first_at = least(t.first_at, excluded.first_at),
      last_at = greatest(t.last_at, excluded.last_at)`;
}

async function saveStarts(sql: TxSql, tenantId: string, changes: readonly PlacedChange[]) {
  const rows = changes.flatMap(({ trackerId, partition, starts }) =>
    [...starts].map(([hour, state]) => ({ trackerId, partition, hour: iso(hour), state: stateText(state) })),
  );
  if (!rows.length) return;
  await sql`
    insert into positions.motion_states as s (tenant_id, tracker_id, hour_at, partition, state)
    select ${tenantId}, c."trackerId", c.hour, c.partition, c.state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c ("trackerId" uuid, partition smallint, hour timestamptz,
      state text)
    on conflict (tenant_id, tracker_id, hour_at) do update set state = excluded.state`;
}

async function saveHours(sql: TxSql, tenantId: string, changes: readonly PlacedChange[]) {
  const rows = changes.flatMap(({ trackerId, partition, figures, reaches, wholeHours }) =>
    [...figures]
      .filter(([hour, added]) => reaches.has(hour) || Object.values(added).some(Boolean))
      .map(([hour, added]) => {
        const { firstAt, lastAt, ...reach } = reaches.get(hour) ?? { firstAt: 0, lastAt: 0 };
        const bounds = { firstAt: iso(firstAt), lastAt: iso(lastAt), ...reach };
        return {
          trackerId,
          partition,
          hour: iso(hour),
          ...added,
          ...bounds,
          isReached: reaches.has(hour),
          isWhole: wholeHours,
        };
      }),
  );
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c ("trackerId" uuid, partition smallint, hour timestamptz,
    positions integer, "movingMs" integer, "stoppedMs" integer, "movingMm" bigint, "stoppedMm" bigint,
    "unknownMm" bigint, "maxSpeedMms" integer, "firstAt" timestamptz, "lastAt" timestamptz, "southE7" integer,
    "westE7" integer, "northE7" integer, "eastE7" integer, "isReached" boolean, "isWhole" boolean)`;
  // Hours that something was decided of without a new position of theirs.
  if (rows.some(({ isReached }) => !isReached))
    await sql`
    update positions.motion_hours h set moving_ms = h.moving_ms + c."movingMs",
      stopped_ms = h.stopped_ms + c."stoppedMs", moving_mm = h.moving_mm + c."movingMm",
      stopped_mm = h.stopped_mm + c."stoppedMm", unknown_mm = h.unknown_mm + c."unknownMm"
    from ${given} where h.tracker_id = c."trackerId" and h.hour_at = c.hour and not c."isReached"`;
  if (rows.some(({ isReached, isWhole }) => isReached && !isWhole))
    await sql`
    insert into positions.motion_hours as h (tenant_id, tracker_id, hour_at, partition, positions, moving_ms, stopped_ms,
      moving_mm, stopped_mm, unknown_mm, max_speed_mms, first_at, last_at, south_e7, west_e7, north_e7, east_e7)
    select ${tenantId}, c."trackerId", c.hour, c.partition, c.positions, c."movingMs", c."stoppedMs", c."movingMm",
      c."stoppedMm", c."unknownMm", c."maxSpeedMms", c."firstAt", c."lastAt", c."southE7", c."westE7", c."northE7",
      c."eastE7"
    from ${given} where c."isReached" and not c."isWhole"
    on conflict (tenant_id, tracker_id, hour_at) do update set ${added(sql)},
      max_speed_mms = greatest(h.max_speed_mms, excluded.max_speed_mms),
      first_at = least(h.first_at, excluded.first_at), last_at = greatest(h.last_at, excluded.last_at),
      south_e7 = least(h.south_e7, excluded.south_e7), west_e7 = least(h.west_e7, excluded.west_e7),
      north_e7 = greatest(h.north_e7, excluded.north_e7), east_e7 = greatest(h.east_e7, excluded.east_e7)`;
  if (!rows.some(({ isReached, isWhole }) => isReached && isWhole)) return;
  await sql`
    insert into positions.motion_hours as h (tenant_id, tracker_id, hour_at, partition, positions, moving_ms, stopped_ms,
      moving_mm, stopped_mm, unknown_mm, max_speed_mms, first_at, last_at, south_e7, west_e7, north_e7, east_e7)
    select ${tenantId}, c."trackerId", c.hour, c.partition, c.positions, c."movingMs", c."stoppedMs", c."movingMm",
      c."stoppedMm", c."unknownMm", c."maxSpeedMms", c."firstAt", c."lastAt", c."southE7", c."westE7", c."northE7",
      c."eastE7"
    from ${given} where c."isReached" and c."isWhole"
    on conflict (tenant_id, tracker_id, hour_at) do update set ${added(sql)},
      max_speed_mms = excluded.max_speed_mms, first_at = excluded.first_at, last_at = excluded.last_at,
      south_e7 = excluded.south_e7, west_e7 = excluded.west_e7, north_e7 = excluded.north_e7,
      east_e7 = excluded.east_e7`;
}

/** Sums go up, or down where a later position took something back. */
function added(sql: TxSql) {
  return sql`positions = h.positions + excluded.positions, moving_ms = h.moving_ms + excluded.moving_ms,
    stopped_ms = h.stopped_ms + excluded.stopped_ms, moving_mm = h.moving_mm + excluded.moving_mm,
    stopped_mm = h.stopped_mm + excluded.stopped_mm, unknown_mm = h.unknown_mm + excluded.unknown_mm`;
}

async function saveStretches(sql: TxSql, tenantId: string, changes: readonly PlacedChange[]) {
  const removed = changes.flatMap((change) => change.removed.map((from) => ({ trackerId: change.trackerId, from })));
  if (removed.length) {
    await sql`
      delete from positions.stretches s
      using unnest(${removed.map(({ trackerId }) => trackerId)}::uuid[], ${removed.map(({ from }) => from)}::timestamptz[])
        as removed (tracker_id, from_at)
      where s.tracker_id = removed.tracker_id and s.from_at = removed.from_at`;
  }
  const rows = changes.flatMap((change) => change.added.map((stretch) => rowOf(change, stretch)));
  if (!rows.length) return;
  await sql`
    insert into positions.stretches (tenant_id, tracker_id, from_at, to_at, partition, kind, from_latitude_e7,
      from_longitude_e7, to_latitude_e7, to_longitude_e7, distance_mm, max_speed_mms, ended_by)
    select ${tenantId}, c."trackerId", c."fromAt", c."toAt", c.partition, c.kind, c."fromLatitudeE7", c."fromLongitudeE7",
      c."toLatitudeE7", c."toLongitudeE7", c.mm, c."maxSpeedMms", c."endedBy"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c ("trackerId" uuid, partition smallint, "fromAt" timestamptz,
      "toAt" timestamptz, kind text, "fromLatitudeE7" integer, "fromLongitudeE7" integer, "toLatitudeE7" integer,
      "toLongitudeE7" integer, mm bigint, "maxSpeedMms" integer, "endedBy" text)
    on conflict (tenant_id, tracker_id, from_at) do update set
      to_at = excluded.to_at, kind = excluded.kind, from_latitude_e7 = excluded.from_latitude_e7,
      from_longitude_e7 = excluded.from_longitude_e7, to_latitude_e7 = excluded.to_latitude_e7,
      to_longitude_e7 = excluded.to_longitude_e7, distance_mm = excluded.distance_mm,
      max_speed_mms = excluded.max_speed_mms, ended_by = excluded.ended_by`;
}

function rowOf({ trackerId, partition }: PlacedChange, stretch: Stretch) {
  const { kind, endedBy } = stretch;
  const [from, to] = stretch.kind === 'TRIP' ? [stretch.from, stretch.to] : [stretch.center, stretch.center];
  const [fromAt, toAt] = stretch.kind === 'TRIP' ? [stretch.from.at, stretch.to.at] : [stretch.from, stretch.to];
  const places = {
    fromLatitudeE7: from.latitudeE7,
    fromLongitudeE7: from.longitudeE7,
    toLatitudeE7: to.latitudeE7,
    toLongitudeE7: to.longitudeE7,
  };
  const travelled = stretch.kind === 'TRIP' ? { mm: stretch.mm, maxSpeedMms: stretch.maxSpeedMms } : { mm: 0 };
  return { trackerId, partition, fromAt: iso(fromAt), toAt: iso(toAt), kind, ...places, ...travelled, endedBy };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
