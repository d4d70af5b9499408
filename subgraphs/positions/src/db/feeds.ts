import type { Page, Tx, TxSql } from '@trekker/kit';

import type { FeedKind } from '../domain/feeds/feed.ts';
import type { Simulation } from '../domain/feeds/simulation.ts';
import type { PositionFeedRow } from './rows.ts';

/** A feed to add. */
export interface NewFeed {
  readonly tenantId: string;
  readonly feedId: string;
  readonly kind: FeedKind;
  readonly name: string;
  readonly enabled: boolean;
  readonly url: string | null;
  readonly headerNames: readonly string[];
  readonly sealedHeaders: Buffer | null;
  readonly identifierPrefix: string;
  readonly intervalSeconds: number;
  /** Null for other kinds. */
  readonly simulation: Simulation | null;
  readonly idempotencyKey: string;
  readonly fingerprint: string;
  readonly createdAt: number;
}

/** What of a feed changes. */
export type FeedChange = Pick<NewFeed, 'name' | 'enabled' | 'url' | 'identifierPrefix' | 'intervalSeconds'> & {
  /** Null: those it has stay. */
  readonly headers: { readonly names: readonly string[]; readonly sealed: Buffer | null } | null;
  /** Whether it asks something else from then on. */
  readonly isOther: boolean;
  /** Unix milliseconds; null: never. */
  readonly nextPollAt: number | null;
};

/** Adds a feed, which is asked at once if it is switched on. */
export async function insertFeed(tx: Tx, feed: NewFeed): Promise<void> {
  await tx.sql`
    insert into positions.feeds (tenant_id, feed_id, kind, name, enabled, url, header_names, sealed_headers,
      identifier_prefix, interval_seconds, simulation, idempotency_key, fingerprint, created_at, next_poll_at)
    values (${feed.tenantId}, ${feed.feedId}, ${feed.kind}, ${feed.name}, ${feed.enabled}, ${feed.url},
      ${[...feed.headerNames]}, ${feed.sealedHeaders}, ${feed.identifierPrefix}, ${feed.intervalSeconds},
      ${feed.simulation === null ? null : JSON.stringify(feed.simulation)}::jsonb,
      ${feed.idempotencyKey}, ${feed.fingerprint}, ${feed.createdAt}, ${feed.enabled ? feed.createdAt : null})`;
}

/** Changes a feed. A poll that is under way ends as it began; what it says of its answer counts only for the same question. */
export async function changeFeed(tx: Tx, feedId: string, change: FeedChange): Promise<void> {
  const { headers } = change;
  await tx.sql`
    update positions.feeds set name = ${change.name}, enabled = ${change.enabled}, url = ${change.url},
      identifier_prefix = ${change.identifierPrefix}, interval_seconds = ${change.intervalSeconds},
      header_names = ${headers ? tx.sql`${[...headers.names]}` : tx.sql`header_names`},
      sealed_headers = ${headers ? headers.sealed : tx.sql`sealed_headers`},
      ${change.isOther ? tx.sql`version = version + 1, etag = null, last_modified = null, failures = 0,` : tx.sql``}
      next_poll_at = ${change.nextPollAt}
    where feed_id = ${feedId}`;
}

/** Whether there was such a feed. */
export async function deleteFeed(tx: Tx, feedId: string): Promise<boolean> {
  const rows = await tx.sql`delete from positions.feeds where feed_id = ${feedId} returning feed_id`;
  return rows.length > 0;
}

/** The feed, locked until the transaction ends, or undefined. */
export async function lockFeed(tx: Tx, feedId: string): Promise<PositionFeedRow | undefined> {
  const [row] = await tx.sql<PositionFeedRow[]>`
    select ${columns(tx.sql)} from positions.feeds where feed_id = ${feedId} for update`;
  return row;
}

export function feedsById(tx: Tx, feedIds: readonly string[]): Promise<PositionFeedRow[]> {
  return tx.sql<PositionFeedRow[]>`
    select ${columns(tx.sql)} from positions.feeds where feed_id = any(${[...feedIds]}::uuid[])`;
}

/** The feed that was added with a key, with what it was added with, or undefined. */
export async function feedByKey(
  tx: Tx,
  idempotencyKey: string,
): Promise<(PositionFeedRow & { fingerprint: string }) | undefined> {
  const [row] = await tx.sql<(PositionFeedRow & { fingerprint: string })[]>`
    select ${columns(tx.sql)}, fingerprint from positions.feeds where idempotency_key = ${idempotencyKey}`;
  return row;
}

/** One more than a page of feeds, newest first. */
export function pageOfFeeds(tx: Tx, { first, after }: Page): Promise<PositionFeedRow[]> {
  const behind = after?.[0] === undefined ? tx.sql`true` : tx.sql`feed_id < ${after[0]}::uuid`;
  return tx.sql<PositionFeedRow[]>`
    select ${columns(tx.sql)} from positions.feeds where ${behind} order by feed_id desc limit ${first + 1}`;
}

/** How many feeds there are, of a kind or (null) of any. */
export async function countFeeds(tx: Tx, kind: FeedKind | null = null): Promise<number> {
  const [row] = await tx.sql<{ total: number }[]>`
    select count(*) as total from positions.feeds where ${kind === null ? tx.sql`true` : tx.sql`kind = ${kind}`}`;
  return row?.total ?? 0;
}

function columns(sql: TxSql) {
  return sql`feed_id as "feedId", kind, name, enabled, url, header_names as "headerNames",
    identifier_prefix as "identifierPrefix", interval_seconds as "intervalSeconds", simulation, created_at as "createdAt",
    last_poll_at as "lastPollAt", last_success_at as "lastSuccessAt", last_error as "lastError", failures,
    next_poll_at as "nextPollAt", received, stored, duplicates, heard, quarantined, rejected`;
}
