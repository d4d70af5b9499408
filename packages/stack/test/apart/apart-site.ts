import { rmSync } from 'node:fs';

import { createLogger, type Environment } from '@trekker/kit';
import { nodeEnvironment } from '@trekker/kit/testing';

import { startApart, type ApartInstallation } from '../../src/apart/installation.ts';
import { createClient, type Client } from '../support/client.ts';
import { newFolder, QUIET } from '../support/installation.ts';

/** An installation whose parts are processes of their own, with one tenant and a door. */
export interface ApartSite extends AsyncDisposable {
  readonly installation: ApartInstallation;
  readonly dataDir: string;
  /** Scheme, host and port of the gateway. */
  readonly origin: string;
  /** Scheme, host and port of the phone and HTTP intake. */
  readonly intake: string;
  readonly login: { readonly tenant: string; readonly name: string; readonly password: string };
  /** The tenant's administrator, with a token that lasts for hours. */
  readonly client: Client & { readonly token: string };
  /** Token of the door. */
  readonly door: string;
  /** What the processes wrote and what was told about them, `name | line`. */
  readonly said: readonly string[];
}

/** Starts an installation; disposing of it stops it and removes its data folder. */
export async function startApartSite(environment: Environment = {}): Promise<ApartSite> {
  await using starting = new AsyncDisposableStack();
  const dataDir = newFolder();
  starting.defer(() => rmSync(dataDir, { recursive: true, force: true }));
  const said: string[] = [];
  const installation = starting.use(
    await startApart({
      environment: {
        ...QUIET,
        ...nodeEnvironment(),
        TREKKER_LOG_LEVEL: 'error',
        TREKKER_DATA_DIR: dataDir,
        ...environment,
      },
      log: createLogger('silent'),
      progress: { onApi: () => {} },
      say: (name, line) => said.push(`${name} | ${line}`),
      signal: new AbortController().signal,
    }),
  );
  const login = { tenant: 'apart', name: 'ada', password: 'nobody else knows it' };
  const token = await installation.steward.asOperator(async (tenancy) => {
    const administrator = { signInName: login.name, name: 'Ada', password: login.password };
    await tenancy.createTenant({ slug: login.tenant, name: 'Apart', timeZone: 'Etc/UTC', administrator });
    return tenancy.developerToken(login);
  });
  const { graphql, intake } = installation.addresses();
  const origin = new URL(graphql).origin;
  const client = { ...createClient(origin, token), token };
  const { createIngestDoor } = await client.run('mutation { createIngestDoor(input: { name: "Apart" }) { token } }');
  const running = starting.move();
  return {
    installation,
    dataDir,
    origin,
    intake,
    login,
    client,
    said,
    door: createIngestDoor.token,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
