import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Environment, Logger } from '@trekker/kit';

import { signIn, type Api } from '../demo/api.ts';
import { startStack } from '../stack.ts';
import { patientApi } from '../demo/patient-api.ts';
import { API_PATIENCE_MS, type Product } from './product.ts';

/** A product without web app and demo, on free ports, over a folder of its own. */
export const BARE: Environment = {
  TREKKER_WEB: 'false',
  // Nobody asks what the web app would, so it is not planned ahead.
  TREKKER_GATEWAY_TRUSTED_DOCUMENTS: 'off',
  TREKKER_DEMO: 'false',
  TREKKER_GATEWAY_PORT: '0',
  TREKKER_GATEWAY_GRAPHIQL: 'false',
  TREKKER_POSITIONS_PHONE_PORT: '0',
  TREKKER_POSITIONS_DEVICES: 'false',
  TREKKER_POSITIONS_MQTT_PORT: 'off',
  // A long replay is read with the token it was begun with.
  TREKKER_TENANCY_ACCESS_TOKEN_MS: '900000',
};

/** Starts a product with one tenant and one door in a temporary folder; both are gone when it is disposed of. */
export async function startOwnProduct(log: Logger): Promise<Product> {
  await using starting = new AsyncDisposableStack();
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-replay-'));
  starting.defer(() => rm(dataDir, { recursive: true, force: true }));
  const stack = starting.use(await startStack({ ...BARE, TREKKER_DATA_DIR: dataDir }, log));
  const login = { tenant: 'replay', name: 'replay', password: randomBytes(24).toString('base64url') };
  const { graphql: graphqlUrl, phonePort } = stack.addresses();
  await stack.subgraphs.services.tenancy.createTenant({
    slug: login.tenant,
    name: 'Replay',
    timeZone: 'Etc/UTC',
    administrator: { signInName: login.name, name: 'Replay', password: login.password },
  });
  const api = async () => patientApi(await signIn(graphqlUrl, login), API_PATIENCE_MS);
  const token = await openDoor(await api());
  const running = starting.move();
  return {
    graphqlUrl,
    door: new URL(`http://127.0.0.1:${phonePort}/i/${token}/`),
    api,
    caughtUp: (timeoutMs) => stack.subgraphs.caughtUp(timeoutMs),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function openDoor(api: Api): Promise<string> {
  const { createIngestDoor } = await api.run<{ createIngestDoor: { token: string } }>(
    'mutation OpenDoor { createIngestDoor(input: { name: "Replay" }) { token } }',
  );
  return createIngestDoor.token;
}
