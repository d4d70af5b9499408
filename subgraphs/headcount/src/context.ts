import {
  openTenant,
  unitReach,
  type BaseContext,
  type Clock,
  type Database,
  type SubgraphRequest,
  type TenantAccess,
} from '@trekker/kit';

import { countPeople } from './actions/count-people.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import { EARLIEST } from './domain/span.ts';
import type { HeadcountFeed } from './workers/headcount-feed.ts';
import { knownOf, reachHead } from './workers/known.ts';
import type { Replicas } from './workers/replicas.ts';

/** What outlives a request. */
export interface Shared {
  readonly database: Database;
  readonly replicas: Replicas;
  readonly feed: HeadcountFeed;
  readonly clock: Clock;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly loaders: Loaders;
  /** The instant an `asOf` means, Unix milliseconds; absent, it is one and the same now for the whole operation. */
  readonly instantOf: (asOf: number | null | undefined) => number;
}

/** Opens the context of one operation, or of one event of a subscription. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const { database, replicas, clock } = shared;
  const tenant = openTenant(database, viewer);
  const own = { tenant, tenantId: viewer?.tenantId ?? '' };
  const now = clock.now();
  const loaders = createLoaders({
    headcounts: (questions) =>
      countPeople(
        {
          tenant,
          reach: viewer ? unitReach(viewer, 'headcount:read', now) : [],
          untilPeopleKnown: () => reachHead(own, replicas.people.runner),
        },
        questions,
      ),
    knownZones: (ids) => knownOf(own, replicas.zones, ids),
    knownPlaces: (ids) => knownOf(own, replicas.places, ids),
  });
  const instantOf = (asOf: number | null | undefined) => Math.max(EARLIEST, asOf ?? now);
  return { ...shared, viewer, tenant, wrote: tenant.wrote, loaders, instantOf };
}
