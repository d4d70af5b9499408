import {
  openTenant,
  type AccessTokens,
  type BaseContext,
  type Clock,
  type Database,
  type LogTail,
  type Resolve,
  type Secret,
  type SubgraphRequest,
  type TenantAccess,
  type Reporting,
} from '@trekker/kit';

import { ownInbox } from './actions/own-inbox.ts';
import type { TenancyConfig } from './config.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import type { SignInThrottle } from './domain/sign-in-throttle.ts';
import type { Audit } from './workers/audit.ts';
import type { Mailer } from './workers/deliveries/mailer.ts';
import type { Replicas } from './workers/replicas.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly database: Database;
  readonly config: TenancyConfig;
  readonly tokens: AccessTokens;
  readonly throttle: SignInThrottle;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly replicas: Replicas;
  /** Null where the installation sends no e-mail. */
  readonly mailer: Mailer | null;
  /** Looks up what host names of endpoints stand for. */
  readonly resolve: Resolve;
  /** From it the secrets of endpoints are derived. */
  readonly secret: Secret;
  readonly tail: LogTail;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
  readonly clientAddress: string;
}

/** Opens the context of one operation. */
export function createContext(shared: Shared, { viewer, clientAddress = 'unknown' }: SubgraphRequest): Context {
  const tenant = openTenant(shared.database, viewer);
  const loaders = createLoaders(tenant, () => ownInbox({ viewer, clock: shared.clock }));
  return { ...shared, viewer, tenant, wrote: tenant.wrote, loaders, clientAddress };
}
