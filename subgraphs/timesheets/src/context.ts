import {
  openTenant,
  type BaseContext,
  type Clock,
  type Database,
  type SubgraphRequest,
  type TenantAccess,
} from '@trekker/kit';

import type { TimesheetsConfig } from './config.ts';
import type { Replicas } from './workers/replicas.ts';

/** What outlives a request. */
export interface Shared {
  readonly config: TimesheetsConfig;
  readonly database: Database;
  readonly replicas: Replicas;
  readonly clock: Clock;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
}

/** Opens the context of one operation. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  return { ...shared, viewer, tenant, wrote: tenant.wrote };
}
