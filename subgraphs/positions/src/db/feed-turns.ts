import { uuidv7, type Tx, type TxSql } from '@trekker/kit';

import type { FeedKind } from '../domain/feeds/feed.ts';
import type { FeedTally } from '../domain/feeds/feed-tally.ts';
import type { Simulation } from '../domain/feeds/simulation.ts';

/** A feed whose turn has come, with all that is needed to ask it. */
export interface FeedTurn {
  /** Names this turn: who lost it to another no longer says what came of it. */
  readonly run: string;
  readonly tenantId: string;
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly url: string | null;
  readonly sealedHeaders: Buffer | null;
  readonly identifierPrefix: string;
  readonly intervalSeconds: number;
  /** Null for other kinds. */
  readonly simulation: Simulation | null;
  readonly version: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** Unix milliseconds, or null. */
  readonly lastSuccessAt: number | null;
  readonly failures: number;
}

/**
 * Takes the feed that is due for longest and that nobody asks, until then; a turn whose process is gone without a word is
 * given away when its time is over.
 * @param busy tenants whose feeds are not taken now.
 */
export async function takeFeed(
  { sql }: Pick<Tx, 'sql'>,
  { now, leaseMs, busy }: { now: number; leaseMs: number; busy: readonly string[] },
): Promise<FeedTurn | undefined> {
  const [row] = await sql<FeedTurn[]>`
    update positions.feeds set run = ${uuidv7(now)}, run_until = ${now + leaseMs}
    where (tenant_id, feed_id) in (
      select tenant_id, feed_id from positions.feeds
      where enabled and next_poll_at <= ${now} and (run is null or run_until <= ${now})
        and tenant_id <> all(${[...busy]}::uuid[])
      order by next_poll_at limit 1 for update skip locked)
    returning run, tenant_id as "tenantId", feed_id as "feedId", kind, url, sealed_headers as "sealedHeaders",
      identifier_prefix as "identifierPrefix", interval_seconds as "intervalSeconds", simulation, version, etag,
      last_modified as "lastModified", last_success_at as "lastSuccessAt", failures`;
  return row;
}

/** Keeps a turn until then; false when it is another's, or its feed is gone. */
export async function keepTurn(
  { sql }: Pick<Tx, 'sql'>,
  { tenantId, feedId, run }: FeedTurn,
  until: number,
): Promise<boolean> {
  const rows = await sql`
    update positions.feeds set run_until = ${until}
    where tenant_id = ${tenantId} and feed_id = ${feedId} and run = ${run} returning feed_id`;
  return rows.length > 0;
}

/** Gives a turn back with what was told until then: whoever is next asks at once. */
export async function giveTurnBack(
  { sql }: Pick<Tx, 'sql'>,
  { tenantId, feedId, run }: FeedTurn,
  tally: FeedTally,
): Promise<void> {
  await sql`
    update positions.feeds set run = null, run_until = null, ${counted(sql, tally)}
    where tenant_id = ${tenantId} and feed_id = ${feedId} and run = ${run}`;
}

/** What came of a turn. */
export interface TurnEnd {
  /** Unix milliseconds. */
  readonly at: number;
  /** Null: it worked. */
  readonly problem: string | null;
  readonly tally: FeedTally;
  readonly pauseMs: number;
  /** What the answer called its state; only of one that was taken in whole. */
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Ends a turn with what came of it; false when it was another's by then, or the feed is gone. */
export async function endTurn({ sql }: Pick<Tx, 'sql'>, turn: FeedTurn, end: TurnEnd): Promise<boolean> {
  const { at, problem, tally, pauseMs, etag, lastModified } = end;
  const isSame = sql`version = ${turn.version}`;
  const rows = await sql`
    update positions.feeds set run = null, run_until = null, last_poll_at = ${at}, last_error = ${problem},
      last_success_at = case when ${problem === null} then ${at}::timestamptz else last_success_at end,
      failures = case when ${problem === null} then 0 when ${isSame} then failures + 1 else failures end,
      etag = case when ${isSame} and ${problem === null} then ${etag} else etag end,
      last_modified = case when ${isSame} and ${problem === null} then ${lastModified} else last_modified end,
      next_poll_at = case when not enabled then null when ${isSame} then ${at + pauseMs}::timestamptz else next_poll_at end,
      ${counted(sql, tally)}
    where tenant_id = ${turn.tenantId} and feed_id = ${turn.feedId} and run = ${turn.run} returning feed_id`;
  return rows.length > 0;
}

function counted(sql: TxSql, tally: FeedTally) {
  return sql`received = received + ${tally.received}, stored = stored + ${tally.stored},
    duplicates = duplicates + ${tally.duplicates}, heard = heard + ${tally.heard},
    quarantined = quarantined + ${tally.quarantined}, rejected = rejected + ${tally.rejected}`;
}
