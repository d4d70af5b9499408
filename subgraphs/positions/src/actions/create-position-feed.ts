import { createHmac } from 'node:crypto';

import {
  idempotencyKeyInput,
  keyUsed,
  parseInput,
  requireUnitPermission,
  ruleBroken,
  type Tx,
  type UserError,
  userError,
  uuidv7,
  withParams,
} from '@trekker/kit';
import { boolean, nullish, object, picklist, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { countFeeds, feedByKey, feedsById, insertFeed, type NewFeed } from '../db/feeds.ts';
import { lockLimit } from '../db/limit-lock.ts';
import type { PositionFeedRow } from '../db/rows.ts';
import { INTERVALS } from '../domain/feeds/feed.ts';
import { sealHeaders } from '../domain/feeds/feed-headers.ts';
import { feedFields, fieldProblem, simulationInput, someFeedFields } from '../domain/feeds/feed-input.ts';
import { devicesEvent, positionFeedAdded } from '../events.ts';
import { askable } from './feed-problems.ts';

export interface PositionFeedMade {
  readonly feed: PositionFeedRow | null;
  readonly userErrors: UserError[];
}

const MOST_FEEDS = 20;

const schema = object({
  ...someFeedFields,
  kind: picklist(['GTFS_REALTIME', 'FIND_MY', 'SIMULATION']),
  simulation: nullish(simulationInput),
  name: feedFields.name,
  enabled: nullish(boolean(), true),
  idempotencyKey: idempotencyKeyInput,
});

/** Adds a feed, if it may be asked. Called again with the same key it gives the feed that was added then. */
export async function createPositionFeed(ctx: Context, input: object): Promise<PositionFeedMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'feeds:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return refused(...parsed.userErrors);
  const { kind, url, idempotencyKey } = parsed.value;
  const problem = kindProblem(ctx, parsed.value);
  if (problem) return refused(problem);
  const found = url == null ? null : await askable(ctx, url);
  if (found?.problem) return refused(found.problem);
  const feed = feedOf(ctx, { tenantId, asked: parsed.value, url: found?.target.href ?? null });
  return ctx.tenant.write(async (tx): Promise<PositionFeedMade> => {
    await lockLimit(tx, tenantId, 'feeds');
    const before = await feedByKey(tx, idempotencyKey);
    if (before) return before.fingerprint === feed.fingerprint ? given(before) : refused(keyUsed(idempotencyKey));
    const tooMany = await limitProblem(tx, feed);
    if (tooMany) return refused(tooMany);
    await insertFeed(tx, feed);
    const { feedId, enabled, intervalSeconds } = feed;
    const host = found?.target.host ?? null;
    tx.publish(devicesEvent(positionFeedAdded, tenantId, { feedId, kind, host, enabled, intervalSeconds }));
    const [row] = await feedsById(tx, [feedId]);
    return given(row ?? null);
  });
}

type Asked = InferOutput<typeof schema>;

function kindProblem({ feeds }: Context, asked: Asked): UserError | null {
  const wrong = fieldProblem(asked.kind, asked);
  if (wrong) return wrong;
  const needed = NEEDED[asked.kind];
  if (needed && asked[needed] == null) return ruleBroken(needed, { rule: 'GIVEN' }, `must be given for ${asked.kind}`);
  if (asked.kind !== 'FIND_MY') return null;
  const message = 'this installation has nobody to ask for reports of Find My; its operator can name a source';
  return feeds.hasFindMy ? null : userError('kind', 'SWITCHED_OFF', message);
}

/** What a kind cannot do without. */
const NEEDED = { GTFS_REALTIME: 'url', FIND_MY: null, SIMULATION: 'simulation' } as const;

function feedOf(
  { feeds: { key }, clock }: Context,
  { tenantId, asked, url }: { tenantId: string; asked: Asked; url: string | null },
): NewFeed {
  const createdAt = clock.now();
  const feedId = uuidv7(createdAt);
  const { kind, name, enabled, idempotencyKey } = asked;
  const headers = asked.headers ?? [];
  const identifierPrefix = asked.identifierPrefix ?? '';
  const intervalSeconds = asked.intervalSeconds ?? INTERVALS[kind].usual;
  const simulation = asked.simulation ?? null;
  const said = JSON.stringify([kind, name, enabled, url, headers, identifierPrefix, intervalSeconds, simulation]);
  return {
    tenantId,
    feedId,
    kind,
    name,
    enabled,
    url,
    headerNames: headers.map((header) => header.name),
    sealedHeaders: sealHeaders(headers, key, { tenantId, feedId }),
    identifierPrefix,
    intervalSeconds,
    simulation,
    idempotencyKey,
    // With a key, as some of it is secret.
    fingerprint: createHmac('sha256', key).update(said).digest('base64url'),
    createdAt,
  };
}

async function limitProblem(tx: Tx, { kind }: NewFeed): Promise<UserError | null> {
  if (kind === 'FIND_MY' && (await countFeeds(tx, kind)))
    return userError('kind', 'EXISTS', 'the tenant has a feed of Find My; it asks for all trackers with keys');
  const tooMany = userError('', 'TOO_MANY', `a tenant has at most ${MOST_FEEDS} feeds`);
  return (await countFeeds(tx)) >= MOST_FEEDS ? withParams(tooMany, { maximum: MOST_FEEDS }) : null;
}

function given(feed: PositionFeedRow | null): PositionFeedMade {
  return { feed, userErrors: [] };
}

function refused(...userErrors: UserError[]): PositionFeedMade {
  return { feed: null, userErrors };
}
