import {
  openTenant,
  unitReach,
  type BaseContext,
  type Clock,
  type Database,
  type SubgraphRequest,
  type TenantAccess,
  type UnitReach,
  type Reporting,
} from '@trekker/kit';

import type { TrackersConfig } from './config.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import { silenceLimits } from './db/silence.ts';
import type { SilenceLimits } from './domain/connection-status.ts';
import { isKnown } from './workers/known.ts';
import type { Kept, Replicas } from './workers/replicas.ts';
import type { TrackerFeed } from './workers/tracker-feed.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly database: Database;
  readonly config: TrackersConfig;
  readonly clock: Clock;
  readonly replicas: Replicas;
  readonly feed: TrackerFeed;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
  /** How long silence may last with the tenant; read once per operation. */
  readonly silence: () => Promise<SilenceLimits>;
  /** Units a permission reaches for the viewer now. */
  readonly reach: (permission: string) => UnitReach;
  /** Whether the tenant has a unit or a geofence; fails with REPLICA_BEHIND when that cannot be told yet. */
  readonly isKnown: (replica: keyof Replicas, id: string) => Promise<boolean>;
}

/** Opens the context of one operation. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  const now = () => shared.clock.now();
  const reach = (permission: string): UnitReach => (viewer ? unitReach(viewer, permission, now()) : []);
  let limits: Promise<SilenceLimits> | undefined;
  const own = { tenant, tenantId: viewer?.tenantId ?? '' };
  return {
    ...shared,
    viewer,
    tenant,
    wrote: tenant.wrote,
    reach,
    silence: () => (limits ??= tenant.read((tx) => silenceLimits(tx, shared.config))),
    isKnown: (replica, id) => isKnown(own, shared.replicas[replica] as Kept<unknown>, id),
    loaders: createLoaders(tenant, { reach, now }),
  };
}
