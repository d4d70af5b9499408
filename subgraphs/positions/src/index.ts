import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createReporting,
  createLeases,
  createSubgraph,
  openDatabase,
  runProjection,
  serviceGroup,
  type Logger,
  type Migrations,
  type ProjectionRunner,
  type RunnerDependencies,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import { assertCoherent, type PositionsConfig } from './config.ts';
import { createContext, type Shared } from './context.ts';
import { createRateLimit } from './domain/rate-limit.ts';
import { resolvers } from './resolvers/index.ts';
import { createIntake } from './workers/intake.ts';
import { createFeeds, type Outside } from './workers/feeds/feeds.ts';
import { createKnownUnits } from './workers/known-units.ts';
import { erasuresProjection } from './workers/erasures.ts';
import { createExportFiles } from './workers/listener/export-files.ts';
import { createLatestChanges, type LatestChanges } from './workers/latest-changes.ts';
import { latestProjection } from './workers/latest-projection.ts';
import { motionProjection } from './workers/motion/motion-projection.ts';
import { createListeners, type ListenerFacts } from './workers/listeners.ts';
import { createRetentionReplicas } from './workers/retention/replicas.ts';
import { createReplicas, type Replicas } from './workers/replicas.ts';
import { createUpkeep } from './workers/upkeep.ts';
import { createTrackImporter } from './workers/track-import/track-importer.ts';
import { zonesProjection } from './workers/zones-projection.ts';

export { positionsOptions, type PositionsConfig } from './config.ts';
export type { DeviceAttempt } from './db/device-attempts.ts';
export type { Outside } from './workers/feeds/feeds.ts';
export { createOperatorDevices, type OperatorDevices } from './workers/operator-devices.ts';
export { devicePorts } from './workers/device-listener/device-ports.ts';
export type { DevicePort } from './workers/device-listener/open-port.ts';

/** Where the SQL files of positions lie. */
export const positionsMigrations: Migrations = {
  service: 'positions',
  folder: join(import.meta.dirname, '../migrations'),
};

/** Device listeners, intake, the position log, history, newest positions and live streams. */
export interface Positions extends Service, ListenerFacts {
  readonly subgraph: Subgraph;
  /** Waits until everything in the log has been derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
}

/** Devices that a tenant may try to claim; whoever guesses identifiers does not get far. */
const CLAIM_LIMIT = { burst: 30, perMinute: 30 };

/** Builds positions on a migrated database. */
export function createPositions(
  config: PositionsConfig,
  dependencies: SubgraphDependencies,
  outside: Outside = {},
): Positions {
  assertCoherent(config);
  const { secret, tail, clock, log } = dependencies;
  const { database, writing } = openDatabases(dependencies);
  const leases = createLeases(database, log);
  const changes = createLatestChanges({ database, clock, log, tail });
  const replicas = createReplicas();
  const running = { schema: 'positions', database, tail, leases, clock, log };
  const runners = createRunners(replicas, { changes, running });
  const secretKey = secret.derive('positions payload secrets');
  const from = { identifiers: replicas.identifiers, runner: runners.identifiers };
  const intake = createIntake({ config, database, writing, tail, clock, log, secretKey, ...from });
  const { writers, filterRules } = intake;
  const importer = createTrackImporter({ intake, clock, mostAtOnce: config.maxWaiting });
  const exportLinkKey = secret.derive('positions export links');
  const exportFiles = createExportFiles({ database, key: exportLinkKey, clock });
  const listeners = createListeners({ exportFiles, config, database, intake, importer, clock, log });
  const feeds = createFeeds({ config, secret, database, intake, clock, log }, outside);
  const all = Object.values(runners);
  const shared = {
    report: createReporting(running, all),
    database,
    listening: listeners.listening,
    intake,
    importer,
    changes,
    claimLimit: createRateLimit(CLAIM_LIMIT),
    feeds: feeds.rules,
    clock,
    secretKey,
    exportLinkKey,
    isUnitOf: createKnownUnits({ units: replicas.units, runner: runners.units }),
  };
  const subgraph = answering(shared, { projections: all, log });
  const { partitions, jobs } = createUpkeep({ config, database, intake, clock, log });
  const deriving = [leases, ...all, changes];
  // Replaying from quarantine appends as well.
  const roles = {
    all: [...deriving, writers, ...jobs, listeners.service, feeds.poller],
    intake: [writers, listeners.service, feeds.poller],
    query: [...deriving, writers, ...jobs],
  };
  return {
    ...serviceGroup('positions', [
      database,
      writing,
      ...partitions,
      filterRules,
      intake.decodings,
      ...roles[config.role],
    ]),
    subgraph,
    ...listeners.facts,
    caughtUp: async (timeoutMs) => (await Promise.all(all.map((runner) => runner.caughtUp(timeoutMs)))).every(Boolean),
  };
}

/** Intake writes on connections of its own: no acknowledgement waits for a projection to give one back. */
function openDatabases({ placement, secret, log, tail }: SubgraphDependencies) {
  const opening = { service: 'positions', address: placement.address, secret, log, tail };
  return {
    database: openDatabase({ ...opening, maxConnections: 8 }),
    writing: openDatabase({ ...opening, maxConnections: 4 }),
  };
}

/** What answers callers. */
function answering(shared: Shared, own: { projections: readonly ProjectionRunner[]; log: Logger }): Subgraph {
  return createSubgraph({
    name: 'positions',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/positions.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext(shared, request),
    clock: shared.clock,
    ...own,
  });
}

/** What derives from the log, each with its runner. */
function createRunners(
  { identifiers, trackers, units, places }: Replicas,
  { changes, running }: { changes: LatestChanges; running: RunnerDependencies },
) {
  const known = runProjection(identifiers.projection, running);
  const { settings, holds, carried } = createRetentionReplicas();
  return {
    identifiers: known,
    erasures: runProjection(erasuresProjection(known), running),
    trackers: runProjection(trackers.projection, running),
    units: runProjection(units.projection, running),
    places: runProjection(places.projection, running),
    settings: runProjection(settings.projection, running),
    holds: runProjection(holds.projection, running),
    carried: runProjection(carried.projection, running),
    latest: runProjection(latestProjection(changes), running),
    zones: runProjection(zonesProjection(changes), running),
    motion: runProjection(motionProjection, running),
  };
}
