import {
  openTenant,
  type BaseContext,
  type Clock,
  type Database,
  type SubgraphRequest,
  type TenantAccess,
  type Reporting,
} from '@trekker/kit';

import type { Intake } from './actions/take-in.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import type { RateLimit } from './domain/rate-limit.ts';
import type { FeedRules } from './workers/feeds/feed-rules.ts';
import type { LatestChanges } from './workers/latest-changes.ts';
import type { Listeners } from './workers/listeners.ts';
import type { TrackImporter } from './workers/track-import/track-importer.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly database: Database;
  /** What this process listens on; null: not. */
  readonly listening: Listeners['listening'];
  readonly intake: Intake;
  readonly importer: TrackImporter;
  readonly changes: Pick<LatestChanges, 'join'>;
  /** How many devices a tenant may try to claim. */
  readonly claimLimit: Pick<RateLimit, 'take'>;
  /** Which feeds there may be. */
  readonly feeds: FeedRules;
  readonly clock: Clock;
  /** With which links to files of exports are signed, 32 bytes. */
  readonly exportLinkKey: Buffer;
  /** Under which secrets of trackers are kept, 32 bytes. */
  readonly secretKey: Buffer;
  /** Whether a tenant has a unit of this id; fails with REPLICA_BEHIND when that cannot be told yet. */
  readonly isUnitOf: (tenant: TenantAccess, tenantId: string, unitId: string) => Promise<boolean>;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
  /** Whether the viewer's tenant has a unit of this id; fails with REPLICA_BEHIND when that cannot be told yet. */
  isKnownUnit(unitId: string): Promise<boolean>;
}

/** Opens the context of one operation, or of one event of a subscription. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  const loaders = createLoaders(tenant, viewer, shared.clock);
  const isKnownUnit = async (unitId: string) => viewer !== null && shared.isUnitOf(tenant, viewer.tenantId, unitId);
  return { ...shared, viewer, tenant, wrote: tenant.wrote, loaders, isKnownUnit };
}
