import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createReporting,
  createLeases,
  createSubgraph,
  openDatabase,
  runProjection,
  serviceGroup,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import type { HeadcountConfig } from './config.ts';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';
import { createHeadcountFeed } from './workers/headcount-feed.ts';
import { forgottenPositionsProjection, lastPositionsProjection } from './workers/muster/last-positions.ts';
import { createMusters } from './workers/muster/musters.ts';
import { personVisitsProjection } from './workers/person-visits.ts';
import { createReplicas } from './workers/replicas.ts';
import { createResetJobs } from './workers/reset-jobs.ts';

export { headcountOptions, type HeadcountConfig } from './config.ts';

/** Where the SQL files of headcount lie. */
export const headcountMigrations: Migrations = {
  service: 'headcount',
  folder: join(import.meta.dirname, '../migrations'),
};

/** How many people are in which zone and place, at any instant and live. */
export interface Headcount extends Service {
  readonly subgraph: Subgraph;
  /** Waits until everything that is in the log now was derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /**
   * Derives all visits anew from the log, and from these marks and limits. What comes out as it was is not told again; where
   * something else does, it is told as a correction.
   */
  rebuild(): Promise<void>;
}

/** Builds headcount on a migrated database. */
export function createHeadcount(
  _config: HeadcountConfig,
  { placement, secret, tail, clock, log }: SubgraphDependencies,
): Headcount {
  const database = openDatabase({ service: 'headcount', address: placement.address, secret, log, tail });
  const leases = createLeases(database, log);
  const running = { schema: 'headcount', database, tail, leases, clock, log };
  const feed = createHeadcountFeed({ database, clock, log, tail });
  const replicas = createReplicas(running);
  replicas.zones.replica.onChanged(feed.call);
  replicas.zonePlaces.replica.onChanged(feed.call);
  replicas.places.replica.onChanged(feed.call);
  const told = (tenantId: string) => {
    feed.call(tenantId);
    musters.feed.call(tenantId);
  };
  const visits = runProjection(personVisitsProjection(told), running);
  const musters = createMusters(running, { secret, visits });
  const resets = createResetJobs({ database, clock, log, told: feed.call });
  const kept = [...Object.values(replicas), ...Object.values(musters.replicas)];
  const located = runProjection(lastPositionsProjection, running);
  const forgotten = runProjection(forgottenPositionsProjection, running);
  const projections = [...kept.map(({ runner }) => runner), visits, located, forgotten];
  const report = createReporting(running, projections);
  const subgraph = createSubgraph({
    name: 'headcount',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/headcount.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext({ report, database, secret, replicas, feed, musters, tail, clock }, request),
    projections,
    clock,
    log,
  });
  return {
    ...serviceGroup('headcount', [database, leases, ...projections, resets, feed, musters.feed]),
    subgraph,
    rebuild: () => visits.rebuild(),
    async caughtUp(timeoutMs) {
      const reached = await Promise.all(projections.map((projection) => projection.caughtUp(timeoutMs)));
      return reached.every(Boolean);
    },
  };
}
