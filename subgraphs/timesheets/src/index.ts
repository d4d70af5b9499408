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

import type { TimesheetsConfig } from './config.ts';
import { createContext } from './context.ts';
import { resolvers } from './resolvers/index.ts';
import { personVisitsProjection } from './workers/person-visits.ts';
import { createReplicas } from './workers/replicas.ts';

export { timesheetsOptions, type TimesheetsConfig } from './config.ts';

/** Where the SQL files of timesheets lie. */
export const timesheetsMigrations: Migrations = {
  service: 'timesheets',
  folder: join(import.meta.dirname, '../migrations'),
};

/** Who was on site how long, day by day and week by week. */
export interface Timesheets extends Service {
  readonly subgraph: Subgraph;
  /** Waits until everything that is in the log now was derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /** Derives all visits and assignments anew from the log; whoever reads meanwhile sees what was derived before. */
  rebuild(): Promise<void>;
}

/** Builds timesheets on a migrated database. */
export function createTimesheets(
  config: TimesheetsConfig,
  { placement, secret, tail, clock, log }: SubgraphDependencies,
): Timesheets {
  const database = openDatabase({ service: 'timesheets', address: placement.address, secret, log, tail });
  const leases = createLeases(database, log);
  const running = { schema: 'timesheets', database, tail, leases, clock, log };
  const replicas = createReplicas(running);
  const visits = runProjection(personVisitsProjection, running);
  const projections = [...Object.values(replicas).map(({ runner }) => runner), visits];
  const report = createReporting(running, projections);
  const subgraph = createSubgraph({
    name: 'timesheets',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/timesheets.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext({ report, config, database, replicas, clock }, request),
    projections,
    clock,
    log,
  });
  return {
    ...serviceGroup('timesheets', [database, leases, ...projections]),
    subgraph,
    rebuild: () => visits.rebuild(),
    async caughtUp(timeoutMs) {
      const reached = await Promise.all(projections.map((projection) => projection.caughtUp(timeoutMs)));
      return reached.every(Boolean);
    },
  };
}
