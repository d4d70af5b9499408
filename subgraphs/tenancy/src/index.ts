import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createReporting,
  createAccessTokens,
  createLeases,
  createSubgraph,
  listTenants,
  openDatabase,
  serviceGroup,
  type Authority,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
} from '@trekker/kit';

import { authenticate } from './actions/authenticate.ts';
import { createTenant, type NewTenant } from './actions/create-tenant.ts';
import { issueDeveloperToken } from './actions/issue-developer-token.ts';
import { allowSetUp } from './actions/set-up.ts';
import type { TenancyConfig } from './config.ts';
import { createContext } from './context.ts';
import { createSignInThrottle } from './domain/sign-in-throttle.ts';
import { resolvers } from './resolvers/index.ts';
import { createAudit } from './workers/audit.ts';
import { createNotifying, type Outside } from './workers/notifying.ts';
import { createRevocations } from './workers/revocations.ts';
import { sweepSessions } from './workers/sweep-sessions.ts';

export { tenancyOptions, type TenancyConfig } from './config.ts';
export type { NewTenant } from './actions/create-tenant.ts';

/** Where tenancy's SQL files lie. */
export const tenancyMigrations: Migrations = { service: 'tenancy', folder: join(import.meta.dirname, '../migrations') };

/** Tenants, units, users, grants, invitations, sessions, settings, audit, ingest doors, and who is told of what. */
export interface Tenancy extends Service, Authority {
  readonly subgraph: Subgraph;
  /** Waits until everything that is in the log now was derived from; false after `timeoutMs`. */
  caughtUp(timeoutMs: number): Promise<boolean>;
  /** Adds a tenant; an operator's act. */
  createTenant(tenant: NewTenant): Promise<{ tenantId: string; administratorId: string }>;
  /** Whether the installation has no tenant yet. */
  isEmpty(): Promise<boolean>;
  /** Lets whoever has this token make the first tenant, once and within a day; an operator's act. */
  allowSetUp(token: string): Promise<void>;
  /** A token for GraphiQL that lasts as long as a session; an operator's act. */
  developerToken(user: { tenant: string; name: string }): Promise<string>;
}

/** Builds tenancy on a migrated database. */
export function createTenancy(
  config: TenancyConfig,
  { placement, secret, tail, clock, log }: SubgraphDependencies,
  outside: Outside = {},
): Tenancy {
  const database = openDatabase({ service: 'tenancy', address: placement.address, secret, log, tail });
  const tokens = createAccessTokens(secret);
  const revocations = createRevocations({
    database,
    tail,
    clock,
    log,
    tokenMs: Math.max(config.accessTokenMs, config.sessionMs),
  });
  const leases = createLeases(database, log);
  const running = { schema: 'tenancy', database, tail, leases, clock, log };
  const audit = createAudit(running);
  const notifying = createNotifying({ ...running, config, secret }, outside);
  const { replicas, mailer, resolve } = notifying;
  const projections = [...audit.runners, ...notifying.runners];
  const report = createReporting(running, projections);
  const own = { report, database, config, tokens, throttle: createSignInThrottle(), clock, audit };
  const shared = { ...own, replicas, mailer, resolve, secret, tail };
  const sweep = sweepSessions({ database, config, clock, log });
  const subgraph = createSubgraph({
    name: 'tenancy',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/tenancy.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext(shared, request),
    projections: notifying.lookups,
    clock,
    log,
  });
  return {
    ...serviceGroup('tenancy', [database, leases, revocations.service, ...projections, sweep, notifying.deliveries]),
    subgraph,
    async caughtUp(timeoutMs) {
      const reached = await Promise.all(projections.map((projection) => projection.caughtUp(timeoutMs)));
      return reached.every(Boolean);
    },
    authenticate: (credentials) => authenticate({ ...shared, revocations }, credentials),
    onRevoked: revocations.onRevoked,
    revoked: revocations.revoked,
    tokenMs: revocations.tokenMs,
    createTenant: (tenant) => createTenant(shared, tenant),
    isEmpty: async () => (await database.withDirectory(listTenants)).length === 0,
    allowSetUp: (token) => allowSetUp(database, token, clock.now()),
    developerToken: (user) => issueDeveloperToken(shared, user),
  };
}
