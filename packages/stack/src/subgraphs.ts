import {
  readConfigs,
  serviceGroup,
  type Configs,
  type Environment,
  type Migrations,
  type Service,
  type SubgraphDependencies,
  type SubgraphExecutor,
} from '@trekker/kit';
import { createGeofences, geofencesMigrations, geofencesOptions } from '@trekker/geofences';
import { createHeadcount, headcountMigrations, headcountOptions } from '@trekker/headcount';
import { createPositions, positionsMigrations, positionsOptions } from '@trekker/positions';
import { createTenancy, tenancyMigrations, tenancyOptions } from '@trekker/tenancy';
import { createTimesheets, timesheetsMigrations, timesheetsOptions } from '@trekker/timesheets';
import { createTrackers, trackersMigrations, trackersOptions } from '@trekker/trackers';

/** Every subgraph's SQL files, in the order in which they are applied. */
export const subgraphMigrations: readonly Migrations[] = [
  tenancyMigrations,
  trackersMigrations,
  positionsMigrations,
  geofencesMigrations,
  headcountMigrations,
  timesheetsMigrations,
];

/** What an operator may set of each subgraph. */
export const subgraphOptions = {
  tenancy: tenancyOptions,
  trackers: trackersOptions,
  positions: positionsOptions,
  geofences: geofencesOptions,
  headcount: headcountOptions,
  timesheets: timesheetsOptions,
};

export type SubgraphConfigs = Configs<typeof subgraphOptions>;

/** The configuration of every subgraph. Fails with all problems at once. */
export function subgraphConfigs(environment: Environment, { demo }: { demo: boolean }): SubgraphConfigs {
  // The demo's devices may report without a door; whoever sets the option decides for themselves.
  const open = demo ? { TREKKER_POSITIONS_OPEN_TENANT: 'demo' } : {};
  return readConfigs(subgraphOptions, { ...open, ...environment });
}

/** The subgraphs of an installation in one process. */
export interface Subgraphs {
  readonly services: ReturnType<typeof createServices>;
  readonly group: Service;
  /** What the gateway calls, by name. */
  readonly executors: ReadonlyMap<string, SubgraphExecutor>;
  /** Waits until every subgraph has derived from everything in the log; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
}

/** Builds every subgraph on a migrated database. */
export function createSubgraphs(config: SubgraphConfigs, dependencies: SubgraphDependencies): Subgraphs {
  const services = createServices(config, dependencies);
  const all = Object.values(services);
  return {
    services,
    group: serviceGroup('subgraphs', all),
    executors: new Map(all.map(({ subgraph }) => [subgraph.name, subgraph])),
    async caughtUp(timeoutMs) {
      const deriving = all.flatMap((service) => ('caughtUp' in service ? [service] : []));
      // What one derives may be read by the next, so a second look must find everybody still caught up.
      for (let look = 0; look < 2; look += 1) {
        for (const service of deriving) if (!(await service.caughtUp(timeoutMs))) return false;
      }
      return true;
    },
  };
}

function createServices(config: SubgraphConfigs, dependencies: SubgraphDependencies) {
  return {
    tenancy: createTenancy(config.tenancy, dependencies),
    trackers: createTrackers(config.trackers, dependencies),
    positions: createPositions(config.positions, dependencies),
    geofences: createGeofences(config.geofences, dependencies),
    headcount: createHeadcount(config.headcount, dependencies),
    timesheets: createTimesheets(config.timesheets, dependencies),
  };
}
