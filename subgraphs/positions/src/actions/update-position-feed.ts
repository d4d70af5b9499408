import { isUuid, parseInput, parseTargetUrl, requireUnitPermission } from '@trekker/kit';
import { boolean, nullish, object, string, type InferOutput } from 'valibot';

import type { Context } from '../context.ts';
import { changeFeed, feedsById, lockFeed, type FeedChange } from '../db/feeds.ts';
import type { PositionFeedRow } from '../db/rows.ts';
import type { FeedHeader } from '../domain/feeds/feed.ts';
import { sealHeaders } from '../domain/feeds/feed-headers.ts';
import { fieldProblem, someFeedFields } from '../domain/feeds/feed-input.ts';
import { devicesEvent, positionFeedChanged } from '../events.ts';
import type { PositionFeedMade } from './create-position-feed.ts';
import { askable, unknownFeed } from './feed-problems.ts';

const schema = object({ ...someFeedFields, feedId: string(), enabled: nullish(boolean()) });

type Asked = InferOutput<typeof schema>;

/** Changes a feed; absent fields stay as they are. */
export async function updatePositionFeed(ctx: Context, input: object): Promise<PositionFeedMade> {
  const now = ctx.clock.now();
  const { tenantId } = requireUnitPermission(ctx.viewer, 'feeds:write', { unitId: null, now });
  const parsed = parseInput(schema, input);
  if (!parsed.ok) return { feed: null, userErrors: parsed.userErrors };
  const { feedId, url } = parsed.value;
  const found = url == null ? null : await askable(ctx, url);
  if (found?.problem) return { feed: null, userErrors: [found.problem] };
  return ctx.tenant.write(async (tx): Promise<PositionFeedMade> => {
    const before = isUuid(feedId) ? await lockFeed(tx, feedId) : undefined;
    if (!before) return { feed: null, userErrors: [unknownFeed(feedId)] };
    const wrong = fieldProblem(before.kind, parsed.value);
    if (wrong) return { feed: null, userErrors: [wrong] };
    const asked = { ...parsed.value, url: found?.target.href ?? before.url };
    await changeFeed(tx, feedId, changeOf(ctx, { tenantId, before, asked }));
    const [feed] = await feedsById(tx, [feedId]);
    if (feed) {
      const { kind, enabled, intervalSeconds } = feed;
      const told = { feedId, kind, host: hostOf(feed), enabled, intervalSeconds };
      tx.publish(devicesEvent(positionFeedChanged, tenantId, told));
    }
    return { feed: feed ?? null, userErrors: [] };
  });
}

function changeOf(
  { feeds: { key }, clock }: Context,
  { tenantId, before, asked }: { tenantId: string; before: PositionFeedRow; asked: Asked & { url: string | null } },
): FeedChange {
  const { feedId } = before;
  const { headers, url } = asked;
  const now = clock.now();
  const enabled = asked.enabled ?? before.enabled;
  const identifierPrefix = asked.identifierPrefix ?? before.identifierPrefix;
  const intervalSeconds = asked.intervalSeconds ?? before.intervalSeconds;
  const isAnew = url !== before.url || headers != null || identifierPrefix !== before.identifierPrefix;
  const isOther = isAnew || (enabled && !before.enabled);
  const dueAt = isOther ? now : Math.min(before.nextPollAt ?? now, now + intervalSeconds * 1_000);
  return {
    name: asked.name ?? before.name,
    enabled,
    url,
    identifierPrefix,
    intervalSeconds,
    headers: sealed(headers, key, { tenantId, feedId }),
    isOther,
    nextPollAt: enabled ? dueAt : null,
  };
}

function sealed(
  headers: readonly FeedHeader[] | null | undefined,
  key: Buffer,
  feed: { tenantId: string; feedId: string },
): FeedChange['headers'] {
  return headers == null ? null : { names: headers.map(({ name }) => name), sealed: sealHeaders(headers, key, feed) };
}

function hostOf({ url }: PositionFeedRow): string | null {
  const parsed = parseTargetUrl(url ?? '');
  return 'host' in parsed ? parsed.host : null;
}
