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
} from '@trekker/kit';

import { createLoaders, type Loaders } from './db/loaders.ts';
import type { Geometry } from './workers/geometry/geometry.ts';
import type { FenceIndex } from './workers/presence/fence-index.ts';

/** What outlives a request. */
export interface Shared {
  readonly database: Database;
  readonly tail: LogTail;
  readonly clock: Clock;
  readonly geometry: Geometry;
  /** Geofences in memory, the same as presence judges by. */
  readonly fences: FenceIndex;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
  /** Units a permission reaches for the viewer now. */
  readonly reach: (permission: string) => UnitReach;
}

/** Opens the context of one operation, or of one event of a subscription. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  const reach = (permission: string): UnitReach => (viewer ? unitReach(viewer, permission, shared.clock.now()) : []);
  return { ...shared, viewer, tenant, wrote: tenant.wrote, reach, loaders: createLoaders(tenant, reach) };
}
