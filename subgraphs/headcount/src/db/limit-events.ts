import { isUuid, type Page, type Tx } from '@trekker/kit';

import type { LimitEventKind } from '../domain/limit/limit-event.ts';
import type { LimitEventRow } from './rows.ts';

/** What a list of events is limited to; null means: not limited. */
export interface LimitEventFilter {
  readonly kinds: readonly LimitEventKind[] | null;
  /** Only of limits of these. */
  readonly targets: { readonly zoneIds: readonly string[]; readonly placeIds: readonly string[] } | null;
  /** First instant, included; Unix milliseconds. */
  readonly from: number | null;
  /** End, excluded. */
  readonly to: number | null;
}

/** One more than a page of what is believed to have become of limits, latest first. */
export async function pageOfLimitEvents(
  tx: Tx,
  { kinds, targets, from, to }: LimitEventFilter,
  { first, after }: Page,
): Promise<LimitEventRow[]> {
  const { sql } = tx;
  const [at, eventId] = after ?? [];
  const targeted =
    targets &&
    sql`and limit_id in (select limit_id from headcount.limits where geofence_id = any(${[...targets.zoneIds]}::uuid[])
      or place_id = any(${[...targets.placeIds]}::uuid[]))`;
  return sql<LimitEventRow[]>`
    select ${columns(tx)} from headcount.limit_events
    where counts
      ${kinds === null ? sql`` : sql`and kind = any(${[...kinds]})`}
      ${targeted ?? sql``}
      ${from === null ? sql`` : sql`and at >= ${from}`}
      ${to === null ? sql`` : sql`and at < ${to}`}
      ${eventId === undefined ? sql`` : sql`and (at, event_id) < (${Number(at)}::timestamptz, ${eventId}::uuid)`}
    order by at desc, event_id desc limit ${first + 1}`;
}

/** Those of these ids that are believed to have happened. */
export async function limitEventsById(tx: Tx, ids: readonly string[]): Promise<LimitEventRow[]> {
  return tx.sql<LimitEventRow[]>`
    select ${columns(tx)} from headcount.limit_events where counts and event_id = any(${ids.filter(isUuid)}::uuid[])`;
}

function columns({ sql }: Tx) {
  return sql`event_id as "eventId", limit_id as "limitId", kind, at, count, minimum, maximum, known_from as "knownFrom"`;
}
