import type { Clock, Database, Logger, LogTail, ProjectionRunner } from '@trekker/kit';

import type { Intake } from '../actions/take-in.ts';
import type { PositionsConfig } from '../config.ts';
import { createRateLimit } from '../domain/rate-limit.ts';
import { createFilterRules, type FilterRules } from './filter-rules.ts';
import { createIdentities } from './identities.ts';
import { createMessageCounts } from './message-counts.ts';
import { createPartitionWriters } from './partition-writers.ts';
import { createPayloadSecrets } from './payload-secrets.ts';
import type { Replicas } from './replicas.ts';
import { createTrackerDecodings, type TrackerDecodings } from './tracker-decodings.ts';

/** Messages of unknown trackers that a tenant may leave in quarantine; what cannot be left there is not acknowledged. */
const UNKNOWN_LIMIT = { burst: 1_000, perMinute: 60 };
/** Messages of an unknown vehicle of a feed that a tenant may leave there: one a day. */
const UNKNOWN_OF_FEEDS = { burst: 1, perMinute: 1 / 1_440, keys: 100_000 };
/** The same of a known tracker: more than a phone that reports each ten seconds gathers in a day without a network. */
const KNOWN_LIMIT = { burst: 10_000, perMinute: 60, keys: 100_000 };

/** Repeats of a tracker that count as a sign of life; less often than a tracker is taken for silent. */
const REPEAT_LIMIT = { burst: 1, perMinute: 2, keys: 100_000 };

/** Makes what takes fixes in. Its writers and filter rules are services to be started. */
export function createIntake({
  config,
  database,
  writing,
  tail,
  clock,
  log,
  identifiers,
  runner,
  secretKey,
}: {
  config: PositionsConfig;
  database: Database;
  /** What commits of positions run on. */
  writing: Database;
  tail: LogTail;
  clock: Clock;
  log: Logger;
  identifiers: Replicas['identifiers'];
  /** Runs that replica. */
  runner: ProjectionRunner;
  /** Under which secrets of trackers are kept, 32 bytes. */
  secretKey: Buffer;
}): Intake & { readonly filterRules: FilterRules; readonly decodings: TrackerDecodings } {
  const identities = createIdentities({ database, identifiers, runner, clock });
  return {
    database,
    identities,
    filterRules: createFilterRules({ database, tail, clock, log }),
    writers: createPartitionWriters({
      database: writing,
      gatherMs: config.gatherMs,
      maxWaiting: config.maxWaiting,
      maxWaitMs: config.maxWaitMs,
      log,
    }),
    secrets: createPayloadSecrets({ database, identities, key: secretKey }),
    decodings: createTrackerDecodings({ database, identities, log }),
    unknownLimit: createRateLimit(UNKNOWN_LIMIT),
    unknownOfFeeds: createRateLimit(UNKNOWN_OF_FEEDS),
    knownLimit: createRateLimit(KNOWN_LIMIT),
    repeatLimit: createRateLimit(REPEAT_LIMIT),
    counts: createMessageCounts(),
  };
}
