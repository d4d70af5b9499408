import {
  openTenant,
  unitReach,
  type BaseContext,
  type Clock,
  type Database,
  type LogTail,
  type Secret,
  type SubgraphRequest,
  type TenantAccess,
  type Reporting,
} from '@trekker/kit';

import { countPeople, type Counting } from './actions/count-people.ts';
import { limitStates } from './actions/limit-states.ts';
import { createLocate, type Locate } from './actions/muster/locate-people.ts';
import { createMusterViews, type MusterViews } from './actions/muster/views.ts';
import { createLoaders, type Loaders } from './db/loaders.ts';
import { limitEventsById } from './db/limit-events.ts';
import { newestLimits } from './db/limits.ts';
import { marksById } from './db/marks.ts';
import { schedulesOf } from './db/resets.ts';
import { revocationsOf } from './db/revoked-codes.ts';
import type { Instants } from './domain/question.ts';
import { withinYears } from './domain/span.ts';
import type { HeadcountFeed } from './workers/headcount-feed.ts';
import { knownOf, reachHead } from './workers/known.ts';
import type { Musters } from './workers/muster/musters.ts';
import type { Replicas } from './workers/replicas.ts';

/** What outlives a request. */
export interface Shared {
  /** How the service does for a tenant. */
  readonly report: Reporting;
  readonly database: Database;
  readonly secret: Secret;
  readonly replicas: Replicas;
  readonly feed: HeadcountFeed;
  readonly musters: Musters;
  readonly tail: LogTail;
  readonly clock: Clock;
}

/** What an operation may use: the viewer's own tenant, and nothing of any other. */
export interface Context extends BaseContext, Shared {
  readonly tenant: TenantAccess;
  readonly counting: Counting;
  readonly loaders: Loaders;
  readonly musterViews: MusterViews;
  readonly locate: Locate;
  /**
   * The instants that `asOf` and `knownAt` mean, Unix milliseconds; `asOf` absent is one and the same now for the whole
   * operation.
   */
  readonly instantsOf: (asked: { asOf?: number | null | undefined; knownAt?: number | null | undefined }) => Instants;
}

/** Opens the context of one operation, or of one event of a subscription. */
export function createContext(shared: Shared, { viewer }: SubgraphRequest): Context {
  const { database, replicas, clock } = shared;
  const tenant = openTenant(database, viewer);
  const own = { tenant, tenantId: viewer?.tenantId ?? '' };
  const now = clock.now();
  const counting: Counting = {
    tenant,
    reach: viewer ? unitReach(viewer, 'headcount:read', now) : [],
    untilPeopleKnown: () => reachHead(own, replicas.people.runner),
  };
  const loaders = createLoaders({
    headcounts: (questions) => countPeople(counting, questions),
    limitsById: (ids) => tenant.read((tx) => newestLimits(tx, ids)),
    limitEventsById: (ids) => tenant.read((tx) => limitEventsById(tx, ids)),
    limits: (questions) => limitStates(tenant, questions),
    marks: (ids) => tenant.read((tx) => marksById(tx, ids)),
    resets: (placeIds) => tenant.read((tx) => schedulesOf(tx, placeIds)),
    revocations: (zoneIds) => tenant.read((tx) => revocationsOf(tx, zoneIds)),
    knownZones: (ids) => knownOf(own, replicas.zones, ids),
    knownPlaces: (ids) => knownOf(own, replicas.places, ids),
  });
  return {
    ...shared,
    viewer,
    tenant,
    wrote: tenant.wrote,
    counting,
    loaders,
    musterViews: createMusterViews({ tenant, viewer, boards: shared.musters.boards, clock }),
    locate: createLocate({ tenant, viewer, now }),
    instantsOf: ({ asOf, knownAt }) => ({
      at: withinYears(asOf ?? now),
      knownAt: knownAt == null ? null : withinYears(knownAt),
    }),
  };
}
