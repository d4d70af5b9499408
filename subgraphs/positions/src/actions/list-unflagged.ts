import { connectionOf, type Page, type Tx } from '@trekker/kit';

import { hoursOfDelays } from '../db/clock-hours.ts';
import { skewsOf } from '../db/flags.ts';
import { visitPoints } from '../db/points.ts';
import type { PositionRow } from '../db/rows.ts';
import { clockFlags } from '../domain/flags/clock-flags.ts';
import { midnightBefore, walkDays } from '../domain/flags/day-walk.ts';
import type { FlagKind } from '../domain/flags/raised-flag.ts';
import { looksAtNeighbours, type RulesOn } from '../domain/filter/effective-rules.ts';
import { MOST_AHEAD_MS } from '../domain/judge.ts';

const MOST_LOOKED_AT = 20_000;
/** Positions that are read at once. */
const BATCH = 1_000;

/** What is asked for. */
export interface UnflaggedSpan {
  readonly trackerId: string;
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number;
  readonly to: number;
  readonly page: Page;
  /** Positions with one of these flags are left out. */
  readonly without: ReadonlySet<FlagKind>;
  /** Most positions that are looked at for one page, those before it in its day not counted. */
  readonly mostLookedAt?: number;
}

/**
 * A page of a tracker's positions without those that have one of some flags. It may have fewer than were asked for, or
 * none, and say all the same that there are more: then most of what was looked at is left out.
 */
export async function pageWithoutFlags(
  tx: Tx,
  rules: RulesOn,
  { page, trackerId, from, to, without, mostLookedAt = MOST_LOOKED_AT }: UnflaggedSpan,
) {
  const [recordedAt, dedupe] = page.after ?? [];
  const begin = Math.max(Number(recordedAt ?? from), from);
  const isBefore = (row: PositionRow) =>
    row.recorded_at < begin || (row.recorded_at === Number(recordedAt) && row.dedupe.toString('hex') <= (dedupe ?? ''));
  const skewOf = skewsOf(
    await hoursOfDelays(tx, { trackerIds: [trackerId], from: begin - MOST_AHEAD_MS, to: Infinity }),
  );
  const walk = walkDays<PositionRow>(rules);
  const kept: PositionRow[] = [];
  const reached = { last: null as PositionRow | null, seen: 0, hasNextPage: false };
  const since = looksAtNeighbours(rules) ? midnightBefore(begin) : begin;
  await visitPoints(tx, { trackerId, from: since, to, atOnce: BATCH }, (point) => {
    const row = point.position;
    const flags = walk(point);
    if (isBefore(row)) return 'go on';
    reached.hasNextPage = kept.length === page.first || reached.seen === mostLookedAt;
    if (reached.hasNextPage) return 'stop';
    reached.seen += 1;
    reached.last = row;
    const byClock = clockFlags({ recordedAt: row.recorded_at, receivedAt: row.received_at }, skewOf(row));
    if (![...flags, ...byClock].some(({ kind }) => without.has(kind))) kept.push(row);
    return 'go on';
  });
  const { hasNextPage, last } = reached;
  const { nodes, edges } = connectionOf(kept, page, keysOf);
  const endCursor = last ? connectionOf([last], page, keysOf).pageInfo.endCursor : null;
  return { nodes, edges, pageInfo: { hasNextPage, endCursor } };
}

/** What a cursor of a tracker's positions is made of. */
export function keysOf(row: PositionRow): readonly string[] {
  return [String(row.recorded_at), row.dedupe.toString('hex')];
}
