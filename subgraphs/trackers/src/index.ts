import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createReporting,
  createLeases,
  createSubgraph,
  openDatabase,
  serviceGroup,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import type { TrackersConfig } from './config.ts';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';
import { createReplicas } from './workers/replicas.ts';
import { createStatus } from './workers/status.ts';
import { createTrackerFeed } from './workers/tracker-feed.ts';
import { createZones } from './workers/zones.ts';

export { trackersOptions, type TrackersConfig } from './config.ts';

/** Where the SQL files of trackers lie. */
export const trackersMigrations: Migrations = {
  service: 'trackers',
  folder: join(import.meta.dirname, '../migrations'),
};

/** People, assets, trackers, identifiers, assignments and connection status. */
export interface Trackers extends Service {
  readonly subgraph: Subgraph;
  /** Waits until everything that is in the log now was derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
}

/** Builds trackers on a migrated database. */
export function createTrackers(
  config: TrackersConfig,
  { placement, secret, tail, clock, log }: SubgraphDependencies,
): Trackers {
  const database = openDatabase({ service: 'trackers', address: placement.address, secret, log, tail });
  const leases = createLeases(database, log);
  const running = { schema: 'trackers', database, tail, leases, clock, log };
  const replicas = createReplicas(running);
  const feed = createTrackerFeed({ database, limits: config, clock, log, tail });
  const projections = [
    replicas.units.runner,
    replicas.geofences.runner,
    replicas.settings.runner,
    createStatus(running, config),
    createZones(running),
  ];
  const report = createReporting(running, projections);
  const shared = { report, database, config, clock, replicas, feed };
  const subgraph = createSubgraph({
    name: 'trackers',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/trackers.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext(shared, request),
    projections,
    clock,
    log,
  });
  return {
    ...serviceGroup('trackers', [database, leases, ...projections, feed]),
    subgraph,
    async caughtUp(timeoutMs) {
      const reached = await Promise.all(projections.map((projection) => projection.caughtUp(timeoutMs)));
      return reached.every(Boolean);
    },
  };
}
