import {
  createLogTail,
  MAIN_PLACEMENT,
  memoryPubSub,
  readConfig,
  silentLogger,
  type SubgraphRequest,
  type Viewer,
} from '@trekker/kit';
import { manualClock, testDatabase } from '@trekker/kit/testing';

import { createTenancy, tenancyMigrations, tenancyOptions } from '../src/index.ts';
import type { Outside } from '../src/workers/notifying.ts';

export const PASSWORD = 'correct horse battery staple';

/** Tenancy on a database of its own, with a clock that stands still. */
export async function startTenancy(env: Record<string, string> = {}, outside: Outside = {}) {
  const postgres = await testDatabase([tenancyMigrations]);
  const clock = manualClock(Date.now());
  const placement = { name: MAIN_PLACEMENT, address: postgres.address };
  const { secret, tail } = postgres;
  const config = readConfig(tenancyOptions, env);
  const tenancy = createTenancy(config, { placement, secret, tail, clock, log: silentLogger }, outside);
  await tenancy.start();
  let tenants = 0;
  return {
    tenancy,
    /** Tenancy once more on the same database, as after a restart: it remembers nothing. Not started. */
    again: () =>
      createTenancy(config, { placement, secret, tail: createLogTail(memoryPubSub()), clock, log: silentLogger }),
    clock,
    postgres,
    /** A tenant of its own with an administrator `admin`. */
    async tenant() {
      const slug = `tenant-${(tenants += 1)}`;
      const administrator = { signInName: 'admin', name: 'Ada Administrator', password: PASSWORD };
      const created = await tenancy.createTenant({
        slug,
        name: `Tenant ${tenants}`,
        timeZone: 'Europe/Berlin',
        administrator,
      });
      return { slug, ...created };
    },
    async run(document: string, { viewer = null, variables = {}, clientAddress }: RunOptions = {}) {
      const signal = new AbortController().signal;
      const request: SubgraphRequest = { document, variables, viewer, requestId: 'test', signal, clientAddress };
      // Through JSON, as it would travel; its form is the test's business, which asked for these fields.
      return JSON.parse(JSON.stringify(await tenancy.subgraph.execute(request))) as {
        data: any;
        errors?: { message: string; extensions?: Record<string, unknown> }[];
      }; // oxlint-disable-line typescript/no-explicit-any
    },
    async [Symbol.asyncDispose]() {
      await tenancy.stop();
      await postgres[Symbol.asyncDispose]();
    },
  };
}

export type TestTenancy = Awaited<ReturnType<typeof startTenancy>>;

interface RunOptions {
  viewer?: Viewer | null;
  variables?: Record<string, unknown>;
  clientAddress?: string;
}

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { sessionToken expiresAt accessToken { token expiresAt } } userErrors { code message } }
}`;

interface SignInOptions {
  readonly clientAddress?: string;
}

/** Signs in and gives back the session, or the code of the refusal. */
export async function signIn(
  test: TestTenancy,
  slug: string,
  name = 'admin',
  password = PASSWORD,
  { clientAddress }: SignInOptions = {},
) {
  const variables = { input: { tenant: slug, name, password } };
  const { data } = await test.run(SIGN_IN, { variables, ...(clientAddress === undefined ? {} : { clientAddress }) });
  const session = data.signIn.session as {
    sessionToken: string;
    expiresAt: string;
    accessToken: { token: string };
  } | null;
  return { session, code: data.signIn.userErrors[0]?.code as string | undefined };
}

/** The viewer of a fresh session. */
export async function viewerOf(test: TestTenancy, slug: string, name = 'admin'): Promise<Viewer> {
  const { session } = await signIn(test, slug, name);
  const viewer = await test.tenancy.authenticate({ authorization: null, cookie: `trekker=${session?.sessionToken}` });
  if (!viewer) throw new Error('not signed in');
  return viewer;
}

/** The payload of a mutation with one argument `input`; its refusals by field and code. Fails where it has errors. */
export async function change(
  test: TestTenancy,
  { field, selection, input }: { field: string; selection: string; input: Readonly<Record<string, unknown>> },
  { viewer = null, clientAddress }: Pick<RunOptions, 'viewer' | 'clientAddress'> = {},
) {
  const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input`;
  const document = `mutation M($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { field code message } } }`;
  const options = { viewer, variables: { input }, ...(clientAddress === undefined ? {} : { clientAddress }) };
  const { data, errors } = await test.run(document, options);
  if (errors) throw new Error(errors.map((error) => `${String(error.extensions?.['code'])}: ${error.message}`).join());
  const { userErrors, ...payload } = data[field];
  const refused = userErrors.map((error: any) => `${error.field.slice(1).join('.')} ${error.code}`); // oxlint-disable-line typescript/no-explicit-any
  return { ...payload, refused, messages: userErrors.map((error: any) => error.message) }; // oxlint-disable-line typescript/no-explicit-any
}

/** Waits until the access token of a session is refused; fails after 3 s. */
export async function untilRefused(test: TestTenancy, token: string): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    const refused = await test.tenancy.authenticate({ authorization: `Bearer ${token}`, cookie: null }).then(
      () => false,
      () => true,
    );
    if (refused) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the token still works');
}
