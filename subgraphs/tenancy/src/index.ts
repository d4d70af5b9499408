import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  createAccessTokens,
  createSubgraph,
  listTenants,
  openDatabase,
  serviceGroup,
  type Migrations,
  type Service,
  type Subgraph,
  type SubgraphDependencies,
  type Viewer,
} from '@trekker/kit';

import { authenticate, type Credentials } from './actions/authenticate.ts';
import { createTenant, type NewTenant } from './actions/create-tenant.ts';
import { issueDeveloperToken } from './actions/issue-developer-token.ts';
import { allowSetUp } from './actions/set-up.ts';
import type { TenancyConfig } from './config.ts';
import { createContext } from './context.ts';
import { createSignInThrottle } from './domain/sign-in-throttle.ts';
import { resolvers } from './resolvers/index.ts';
import { createRevocations } from './workers/revocations.ts';
import { sweepSessions } from './workers/sweep-sessions.ts';

export { tenancyOptions, type TenancyConfig } from './config.ts';
export type { Credentials } from './actions/authenticate.ts';
export type { NewTenant } from './actions/create-tenant.ts';

/** Where tenancy's SQL files lie. */
export const tenancyMigrations: Migrations = { service: 'tenancy', folder: join(import.meta.dirname, '../migrations') };

/** Tenants, units, users, grants, sessions and ingest doors. */
export interface Tenancy extends Service {
  readonly subgraph: Subgraph;
  /** The viewer behind a request's credentials; see the action for its failures. */
  authenticate(credentials: Credentials): Promise<Viewer | null>;
  /** Calls `listener` whenever rights shrank, with the test that tells whom it concerns. */
  readonly onRevoked: (listener: (isRevoked: (viewer: Viewer) => boolean) => void) => () => void;
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
): Tenancy {
  const database = openDatabase({ service: 'tenancy', address: placement.address, secret, log, tail });
  const tokens = createAccessTokens(secret);
  const shared = { database, config, tokens, throttle: createSignInThrottle(), clock };
  const revocations = createRevocations({
    database,
    tail,
    clock,
    log,
    tokenMs: Math.max(config.accessTokenMs, config.sessionMs),
  });
  const subgraph = createSubgraph({
    name: 'tenancy',
    sdl: readFileSync(new URL(import.meta.resolve('@trekker/schema/tenancy.graphql')), 'utf8'),
    resolvers,
    context: (request) => createContext(shared, request),
    clock,
    log,
  });
  return {
    ...serviceGroup('tenancy', [database, revocations.service, sweepSessions({ database, config, clock, log })]),
    subgraph,
    authenticate: (credentials) => authenticate({ ...shared, revocations }, credentials),
    onRevoked: revocations.onRevoked,
    createTenant: (tenant) => createTenant(shared, tenant),
    isEmpty: async () => (await database.withDirectory(listTenants)).length === 0,
    allowSetUp: (token) => allowSetUp(database, token, clock.now()),
    developerToken: (user) => issueDeveloperToken(shared, user),
  };
}
