import type { Tx } from '@trekker/kit';

import type { PersonKind } from '../domain/attributes.ts';
import type { LimitEvent, LimitEventKind } from '../domain/limit/limit-event.ts';
import type { LimitVersion } from '../domain/limit/limit.ts';
import type { Consequence } from '../domain/derivation.ts';

/** A version as it is kept. */
export interface LimitVersionRow extends LimitVersion {
  readonly offset: number;
  /** Append time of its entry, Unix milliseconds. */
  readonly knownFrom: number;
}

/** Every version of the limits of these zones and places, in order of their numbers; of all where null. */
export async function limitVersions(
  tx: Tx,
  targets: { zoneIds: readonly string[]; placeIds: readonly string[] } | null,
): Promise<LimitVersionRow[]> {
  const wanted = targets
    ? tx.sql`geofence_id = any(${[...targets.zoneIds]}::uuid[]) or place_id = any(${[...targets.placeIds]}::uuid[])`
    : tx.sql`true`;
  const rows = await tx.sql<LimitRow[]>`
    select * from headcount.limits where ${wanted} order by limit_id, number`;
  return rows.map(versionOf);
}

/** Every version of one limit, in order of their numbers. */
export async function versionsOfLimit(tx: Tx, limitId: string): Promise<LimitVersionRow[]> {
  const rows = await tx.sql<LimitRow[]>`
    select * from headcount.limits where limit_id = ${limitId} order by number`;
  return rows.map(versionOf);
}

/** The newest version of each of these limits. */
export async function newestLimits(tx: Tx, limitIds: readonly string[]): Promise<LimitVersionRow[]> {
  const rows = await tx.sql<LimitRow[]>`
    select distinct on (limit_id) * from headcount.limits where limit_id = any(${[...limitIds]}::uuid[])
    order by limit_id, number desc`;
  return rows.map(versionOf);
}

/** Keeps a version. */
export async function insertLimitVersion(tx: Tx, tenantId: string, version: LimitVersionRow): Promise<void> {
  const { limitId, number, offset, target, minimum, maximum, kinds, companyId, removed, validFrom, knownFrom } =
    version;
  const geofenceId = target.kind === 'zone' ? target.id : null;
  const placeId = target.kind === 'place' ? target.id : null;
  await tx.sql`
    insert into headcount.limits (tenant_id, limit_id, number, "offset", geofence_id, place_id, minimum, maximum, kinds,
      company_id, removed, valid_from, known_from)
    values (${tenantId}, ${limitId}, ${number}, ${offset}, ${geofenceId}, ${placeId}, ${minimum}, ${maximum},
      ${kinds ? [...kinds] : null}, ${companyId}, ${removed}, ${validFrom}, ${knownFrom})`;
}

/** What was told of limits and still holds from an instant on, and the last before it; in order of time, by limit. */
export async function toldOfLimits(
  tx: Tx,
  limitIds: readonly string[],
  since: number,
): Promise<Map<string, LimitEvent[]>> {
  const rows = await tx.sql<EventRow[]>`
    select e.* from unnest(${[...limitIds]}::uuid[]) as w (limit_id)
    cross join lateral (
      (select * from headcount.limit_events l where counts and l.limit_id = w.limit_id and at < ${since}
       order by at desc limit 1)
      union all
      select * from headcount.limit_events l where counts and l.limit_id = w.limit_id and at >= ${since}) e
    order by e.at, e.event_id`;
  return new Map(
    [...Map.groupBy(rows, (row) => row.limit_id)].map(([limitId, events]) => [limitId, events.map(eventOf)]),
  );
}

/** Notes what is told of limits because of entries, in their order; each belief ends the one before of the same event. */
export async function noteLimitChanges(
  tx: Tx,
  tenantId: string,
  told: readonly Pick<Consequence, 'cause' | 'limits'>[],
): Promise<void> {
  const beliefs = told.flatMap(({ limits, cause }) => limits.map((change) => ({ ...change, at: cause.knownFrom })));
  if (!beliefs.length) return;
  const next = new Map<string, number>();
  const rows = beliefs.toReversed().map(({ status, event, limit, at }) => {
    const until = next.get(event.eventId);
    next.set(event.eventId, at);
    return {
      tenant_id: tenantId,
      event_id: event.eventId,
      revision: event.revision,
      limit_id: limit.limitId,
      kind: event.kind,
      at: event.at,
      count: event.count,
      minimum: event.minimum,
      maximum: event.maximum,
      retracted: status === 'RETRACTED',
      known_from: at,
      known_to: until === undefined ? null : Math.max(at, until),
    };
  });
  await tx.sql`
    update headcount.limit_events e set known_to = greatest(e.known_from, ended.at)
    from unnest(${[...next.keys()]}::uuid[], ${[...next.values()]}::timestamptz[]) as ended (event_id, at)
    where e.event_id = ended.event_id and e.known_to is null`;
  await tx.sql`insert into headcount.limit_events ${tx.sql(rows)}`;
}

interface LimitRow {
  readonly limit_id: string;
  readonly number: number;
  readonly offset: number;
  readonly geofence_id: string | null;
  readonly place_id: string | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly kinds: PersonKind[] | null;
  readonly company_id: string | null;
  readonly removed: boolean;
  readonly valid_from: number;
  readonly known_from: number;
}

interface EventRow {
  readonly event_id: string;
  readonly revision: number;
  readonly limit_id: string;
  readonly kind: LimitEventKind;
  readonly at: number;
  readonly count: number;
  readonly minimum: number | null;
  readonly maximum: number | null;
}

function versionOf(row: LimitRow): LimitVersionRow {
  return {
    limitId: row.limit_id,
    number: row.number,
    offset: row.offset,
    target:
      row.geofence_id === null ? { kind: 'place', id: row.place_id ?? '' } : { kind: 'zone', id: row.geofence_id },
    minimum: row.minimum,
    maximum: row.maximum,
    kinds: row.kinds,
    companyId: row.company_id,
    removed: row.removed,
    validFrom: row.valid_from,
    knownFrom: row.known_from,
  };
}

function eventOf(row: EventRow): LimitEvent {
  const { revision, kind, at, count, minimum, maximum } = row;
  return { eventId: row.event_id, revision, kind, at, count, minimum, maximum };
}
