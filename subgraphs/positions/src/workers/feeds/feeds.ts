import {
  resolveHost,
  type Clock,
  type Database,
  type Logger,
  type Resolve,
  type Secret,
  type Service,
} from '@trekker/kit';

import type { Intake } from '../../actions/take-in.ts';
import type { PositionsConfig } from '../../config.ts';
import { createFeedPoller } from './feed-poller.ts';
import type { FeedRules } from './feed-rules.ts';
import { OFF, openReportFetcher } from './report-fetchers.ts';

/** What of the world outside tests replace. */
export interface Outside {
  /** Looks up what a host name stands for. */
  readonly resolve?: Resolve;
  /** Of [0, 1). */
  readonly random?: () => number;
}

/** Feeds of positions: which there may be, and who asks them; not yet started. */
export function createFeeds(
  {
    config,
    secret,
    ...own
  }: {
    config: PositionsConfig;
    secret: Secret;
    database: Database;
    intake: Intake;
    clock: Clock;
    log: Logger;
  },
  { resolve = resolveHost, random = Math.random }: Outside,
): { readonly rules: FeedRules; readonly poller: Service } {
  const key = secret.derive('positions feed secrets');
  const rules = { allowed: config.feedAllow, resolve, hasFindMy: config.findMyFetcher !== OFF, key };
  const poller = createFeedPoller({
    ...own,
    rules,
    openFetcher: () => openReportFetcher(config),
    atOnce: config.feedsAtOnce,
    timeoutMs: config.feedTimeoutMs,
    maxBytes: config.feedMaxBytes,
    mostAtOnce: config.maxWaiting,
    random,
  });
  return { rules, poller };
}
