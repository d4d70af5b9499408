import {
  openTenant,
  unitReach,
  type BaseContext,
  type Clock,
  type Database,
  type LogTail,
  type SubgraphRequest,
  type TenantAccess,
  type UnitReach,
  type Reporting,
} from '@trekker/kit';

import { loadWhereabouts, type WhereaboutsLoader } from './actions/find-whereabouts.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import type { Geocoder } from './workers/geocoder/geocoder.ts';
import type { Geometry } from './workers/geometry/geometry.ts';
import type { LandmarkIndex } from './workers/landmark-index.ts';
import type { FenceIndex } from './workers/presence/fence-index.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly database: Database;
  readonly tail: LogTail;
  readonly clock: Clock;
  readonly geometry: Geometry;
  /** Geofences in memory, the same as presence judges by. */
  readonly fences: FenceIndex;
  /** Landmarks of site plans in memory. */
  readonly landmarks: LandmarkIndex;
  readonly geocoder: Pick<Geocoder, 'find'>;
  /** What the provider of names wants said. */
  readonly attribution: string;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders & {
    /** What is at a place at a time, in words. */
    readonly whereabouts: WhereaboutsLoader;
  };
  /** Units a permission reaches for the viewer now. */
  readonly reach: (permission: string) => UnitReach;
}

/** Opens the context of one operation, or of one event of a subscription. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  const reach = (permission: string): UnitReach => (viewer ? unitReach(viewer, permission, shared.clock.now()) : []);
  const whereabouts = loadWhereabouts({ ...shared, tenant, reach }, viewer);
  const loaders = { ...createLoaders(tenant, reach), whereabouts };
  return { ...shared, viewer, tenant, wrote: tenant.wrote, reach, loaders };
}
