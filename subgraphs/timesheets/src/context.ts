import {
  openTenant,
  unitReach,
  type BaseContext,
  type Clock,
  type Database,
  type SubgraphRequest,
  type TenantAccess,
  type Reporting,
} from '@trekker/kit';

import { readTimesheets } from './actions/read-timesheets.ts';
import type { TimesheetsConfig } from './config.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import { rulesOf } from './domain/rules.ts';
import { reachHead } from './workers/known.ts';
import type { Replicas } from './workers/replicas.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly config: TimesheetsConfig;
  readonly database: Database;
  readonly replicas: Replicas;
  readonly clock: Clock;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
}

/** Opens the context of one operation. All its sheets are of one and the same now. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const { config, database, replicas, clock } = shared;
  const tenant = openTenant(database, viewer);
  const own = { tenant, tenantId: viewer?.tenantId ?? '' };
  const now = clock.now();
  const reading = {
    tenant,
    now,
    reach: viewer ? unitReach(viewer, 'timesheets:read', now) : [],
    rules: rulesOf(config),
    untilPeopleKnown: () => reachHead(own, replicas.people.runner),
  };
  const loaders = createLoaders((personIds, question) => readTimesheets(reading, personIds, question));
  return { ...shared, viewer, tenant, wrote: tenant.wrote, loaders };
}
