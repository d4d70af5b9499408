import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../packages/kit/src/index.ts';
import { nodeEnvironment } from '../../packages/kit/src/testing/node-environment.ts';
import { startApart, startStack } from '../../packages/stack/src/index.ts';

/** What a browser journey is told of the product it walks through. */
export type ProductSettings = Record<
  | 'TREKKER_E2E_URL'
  | 'TREKKER_E2E_GATEWAY_URL'
  | 'TREKKER_E2E_INTAKE_URL'
  | 'TREKKER_E2E_TENANT'
  | 'TREKKER_E2E_NAME'
  | 'TREKKER_E2E_PASSWORD',
  string
>;

/** Whether all parts of the product run in this process, or each as a process of its own. */
export type ProductMode = 'together' | 'apart';

/**
 * Runs `work` beside a whole product with its demo: free ports, a data folder of its own, one day of the past in
 * place of five, everything else as `npm start` has it. Stops the product and deletes the folder afterwards.
 */
export async function withProduct<T>(mode: ProductMode, work: (settings: ProductSettings) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-product-'));
  const environment = {
    TREKKER_DATA_DIR: dataDir,
    TREKKER_GATEWAY_PORT: '0',
    TREKKER_WEB_PORT: '0',
    TREKKER_POSITIONS_PHONE_PORT: '0',
    TREKKER_POSITIONS_DEVICES: 'false',
    TREKKER_POSITIONS_MQTT_PORT: 'off',
    TREKKER_DEMO_PAST_DAYS: '1',
    TREKKER_TENANCY_VAPID_PRIVATE_KEY: randomBytes(32).toString('base64'),
    // Journeys answer webhooks and pushes themselves.
    TREKKER_TENANCY_WEBHOOK_ALLOW: '127.0.0.1',
  };
  try {
    await using stack = await start[mode](environment);
    const { web, graphql, phonePort } = stack.addresses();
    if (!stack.logins || !web) throw new Error('the product started without its demo or its web app');
    const { tenant, name, password } = stack.logins;
    return await work({
      TREKKER_E2E_URL: `http://${tenant}.localhost:${new URL(web).port}`,
      TREKKER_E2E_GATEWAY_URL: graphql,
      TREKKER_E2E_INTAKE_URL: `http://127.0.0.1:${phonePort}`,
      TREKKER_E2E_TENANT: tenant,
      TREKKER_E2E_NAME: name,
      TREKKER_E2E_PASSWORD: password,
    });
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

const start = {
  together: (environment: NodeJS.ProcessEnv) => startStack(environment, createLogger('warn')),
  apart: (environment: NodeJS.ProcessEnv) =>
    startApart({
      environment: { ...nodeEnvironment(), ...environment },
      log: createLogger('warn'),
      progress: { onApi: () => {} },
      say: (name, line) => console.log(`${name} | ${line}`),
      signal: new AbortController().signal,
    }),
};
