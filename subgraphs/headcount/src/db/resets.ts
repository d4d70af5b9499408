import type { Actor, Tx } from '@trekker/kit';

/** When manual presences of a place and all below it end each day. */
export interface ResetSchedule {
  readonly placeId: string;
  readonly offset: number;
  /** `HH:MM`; null: they do not. */
  readonly localTime: string | null;
  /** IANA name. */
  readonly timeZone: string;
  /** From when on, Unix milliseconds. */
  readonly setAt: number;
  readonly actor: Actor;
  /** Append time of its entry, Unix milliseconds. */
  readonly knownFrom: number;
}

/** Keeps a schedule; it takes the place of the one before. */
export async function insertSchedule(tx: Tx, tenantId: string, schedule: ResetSchedule): Promise<void> {
  const { placeId, offset, localTime, timeZone, setAt, actor, knownFrom } = schedule;
  await tx.sql`
    insert into headcount.reset_schedules (tenant_id, place_id, "offset", local_time, time_zone, set_at, actor_kind, actor_id,
      known_from)
    values (${tenantId}, ${placeId}, ${offset}, ${localTime}, ${timeZone}, ${setAt}, ${actor.kind}, ${actor.id},
      ${knownFrom})`;
}

/** The newest schedule of each of these places. */
export async function schedulesOf(tx: Tx, placeIds: readonly string[]): Promise<ResetSchedule[]> {
  const rows = await tx.sql<ScheduleRow[]>`
    select distinct on (place_id) * from headcount.reset_schedules where place_id = any(${[...placeIds]}::uuid[])
    order by place_id, "offset" desc`;
  return rows.map((row) => ({
    placeId: row.place_id,
    offset: row.offset,
    localTime: row.local_time,
    timeZone: row.time_zone,
    setAt: row.set_at,
    actor: { kind: row.actor_kind, id: row.actor_id },
    knownFrom: row.known_from,
  }));
}

/** The last reset of a place that was carried out, Unix milliseconds, or null. */
export async function lastReset(tx: Tx, placeId: string): Promise<number | null> {
  const [row] = await tx.sql<{ at: number | null }[]>`
    select max(at) as at from headcount.resets where place_id = ${placeId}`;
  return row?.at ?? null;
}

/** Resets behind an instant by place, in order of time. */
export async function resetsBehind(tx: Tx, at: number): Promise<Map<string, number[]>> {
  const rows = await tx.sql<{ place_id: string; at: number }[]>`
    select place_id, at from headcount.resets where at > ${at} order by at`;
  const byPlace = Map.groupBy(rows, (row) => row.place_id);
  return new Map([...byPlace].map(([placeId, resets]) => [placeId, resets.map((row) => row.at)]));
}

/** Notes that a reset was carried out. */
export async function insertReset(
  tx: Tx,
  tenantId: string,
  reset: { placeId: string; at: number; offset: number; knownFrom: number },
): Promise<void> {
  const { placeId, at, offset, knownFrom } = reset;
  await tx.sql`
    insert into headcount.resets (tenant_id, place_id, at, "offset", known_from)
    values (${tenantId}, ${placeId}, ${at}, ${offset}, ${knownFrom})`;
}

/** Takes the jobs of a place away, whatever was scheduled. */
export async function forgetResetJobs(tx: Tx, placeId: string): Promise<void> {
  await tx.sql`
    delete from headcount.jobs
    where kind = 'headcount-reset' and payload->>'placeId' = ${placeId} and tenant_id = kit.current_tenant()`;
}

interface ScheduleRow {
  readonly place_id: string;
  readonly offset: number;
  readonly local_time: string | null;
  readonly time_zone: string;
  readonly set_at: number;
  readonly actor_kind: Actor['kind'];
  readonly actor_id: string;
  readonly known_from: number;
}
