import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createReporting,
  createLeases,
  createSubgraph,
  openDatabase,
  runProjection,
  serviceGroup,
  type Actor,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import { importGeofences, type Imported } from './actions/import-geofences.ts';
import type { GeofencesConfig } from './config.ts';
import { createContext } from './context.ts';
import type { NewGeofenceInput } from './domain/geofence/new-geofence.ts';
import { resolvers } from './resolvers/index.ts';
import { assignmentsProjection } from './workers/assignments-projection.ts';
import { personVisitsProjection } from './workers/person-visits-projection.ts';
import { createGeocoder } from './workers/geocoder/geocoder.ts';
import { forgottenProjection } from './workers/forgotten-projection.ts';
import { createGeometry } from './workers/geometry/geometry.ts';
import { createLandmarkIndex } from './workers/landmark-index.ts';
import { createFenceIndex } from './workers/presence/fence-index.ts';
import { presenceProjection } from './workers/presence/presence-projection.ts';
import { assets, people, trackers } from './workers/replicas.ts';
import { tenantZoneProjection } from './workers/tenant-zone-projection.ts';

export { geofencesOptions, type GeofencesConfig } from './config.ts';
export type { Imported } from './actions/import-geofences.ts';
export type { NewGeofenceInput } from './domain/geofence/new-geofence.ts';
// The pure engine, for benchmarks.
export { DEFAULT_RULES, PLAIN_RULES, type PresenceRules } from './domain/geofence/rules.ts';
export { derivePresence, visitsClosedBy } from './domain/presence/derive-presence.ts';
export { createFenceSet, type KnownFences } from './domain/presence/fence-set.ts';
export type { Fix } from './domain/presence/fix.ts';
export { takeFix, UNSEEN, type FenceStep, type TrackerState } from './domain/presence/tracker-state.ts';
export { Walk } from './domain/presence/walk.ts';

/** Where the SQL files of geofences lie. */
export const geofencesMigrations: Migrations = {
  service: 'geofences',
  folder: join(import.meta.dirname, '../migrations'),
};

/** Places, geofences, presence, visits and people's visits. */
export interface Geofences extends Service {
  readonly subgraph: Subgraph;
  /** Waits until everything that is in the log now, and what follows from it here, was derived from. */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /**
   * Derives a stage anew from the log while everything else goes on; what comes out as it was is told nobody, what comes
   * out differently follows as a correction.
   */
  rebuild(stage: 'presence' | 'person-visits'): Promise<void>;
  /** Adds many geofences in one transaction; an act of the installation's own staff and tools. */
  importGeofences(tenantId: string, inputs: readonly NewGeofenceInput[], actor?: Actor | null): Promise<Imported>;
}

/** Builds geofences on a migrated database. */
export function createGeofences(
  config: GeofencesConfig,
  { placement, secret, tail, clock, log }: SubgraphDependencies,
): Geofences {
  const database = openDatabase({
    service: 'geofences',
    address: placement.address,
    secret,
    log,
    tail,
    maxConnections: 8,
  });
  const { indexedTenants, keptTrackers, geometryThreads } = config;
  const geometry = createGeometry({ threads: geometryThreads });
  const leases = createLeases(database, log);
  const running = { schema: 'geofences', database, tail, leases, clock, log };
  const fences = createFenceIndex(indexedTenants);
  const landmarks = createLandmarkIndex(indexedTenants);
  const geocoder = createGeocoder({
    database,
    clock,
    log,
    url: config.geocoderUrl,
    perMinute: config.geocoderPerMinute,
    waitMs: config.geocoderWaitMs,
    timeoutMs: config.geocoderTimeoutMs,
    keepDays: config.geocoderKeepDays,
  });
  const naming = { landmarks, geocoder, attribution: config.geocoderAttribution };
  const presence = presenceProjection({ index: fences, keptTrackers });
  const replicas = [trackers, people, assets].map(({ projection }) => projection);
  const following = [assignmentsProjection, tenantZoneProjection(clock), forgottenProjection];
  const firstStage = [presence, ...following, ...replicas].map((projection) => runProjection(projection, running));
  const secondStage = runProjection(personVisitsProjection, running);
  const projections = [...firstStage, secondStage];
  const report = createReporting(running, projections);
  const subgraph = createSubgraph({
    name: 'geofences',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/geofences.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext({ report, database, tail, clock, geometry, fences, ...naming }, request),
    projections,
    clock,
    log,
  });
  return {
    ...serviceGroup('geofences', [database, geometry, geocoder, leases, ...projections]),
    subgraph,
    async caughtUp(timeoutMs) {
      const reached = await Promise.all(firstStage.map((runner) => runner.caughtUp(timeoutMs)));
      return reached.every(Boolean) && secondStage.caughtUp(timeoutMs);
    },
    async rebuild(stage) {
      await projections.find(({ projection }) => projection.name === stage)?.rebuild();
    },
    importGeofences: (tenantId, inputs, actor = null) =>
      importGeofences({ database, clock, geometry }, tenantId, { inputs, actor }),
  };
}
