import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { silentLogger, type Environment } from '@trekker/kit';

import { startStack, type Stack } from '../../src/stack.ts';

/** A whole installation in this process, over a data folder of its own. */
export interface Installation extends AsyncDisposable {
  readonly stack: Stack;
  readonly dataDir: string;
  /** Scheme, host and port of GraphQL, GraphiQL, health and metrics. */
  readonly origin: string;
  /** Scheme, host and port of the phone and HTTP intake. */
  readonly intake: string;
}

/** Of the trackers with protocols of their own those that speak NMEA are listened to, on a free port. */
const LISTENED_TO: Environment = {
  TREKKER_POSITIONS_GPS103_PORT: 'off',
  TREKKER_POSITIONS_TK103_PORT: 'off',
  TREKKER_POSITIONS_GL200_PORT: 'off',
  TREKKER_POSITIONS_H02_PORT: 'off',
  TREKKER_POSITIONS_MEITRACK_PORT: 'off',
  TREKKER_POSITIONS_GT06_PORT: 'off',
  TREKKER_POSITIONS_TELTONIKA_PORT: 'off',
  TREKKER_POSITIONS_NMEA_PORT: '0',
};

/** Free ports, no web app, no demo, nothing logged; webhooks and pushes may go to this machine, feeds be on it, and e-mails to nobody on it. */
export const QUIET: Environment = {
  TREKKER_GATEWAY_PORT: '0',
  TREKKER_POSITIONS_PHONE_PORT: '0',
  ...LISTENED_TO,
  TREKKER_POSITIONS_MQTT_PORT: 'off',
  TREKKER_WEB: 'false',
  // Planning all that the web app asks costs as much as the rest of a start.
  TREKKER_GATEWAY_TRUSTED_DOCUMENTS: 'off',
  TREKKER_DEMO: 'false',
  TREKKER_LOG_LEVEL: 'silent',
  TREKKER_TENANCY_WEBHOOK_ALLOW: '127.0.0.0/8',
  TREKKER_POSITIONS_FEED_ALLOW: '127.0.0.0/8',
  TREKKER_TENANCY_VAPID_PRIVATE_KEY: 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw',
  TREKKER_TENANCY_SMTP_HOST: '127.0.0.1',
  TREKKER_TENANCY_SMTP_PORT: '9',
};

/** Limits under which one operation may ask for everything at once, and a session may ask for all there is. */
export const ROOMY: Environment = {
  TREKKER_TENANCY_ACCESS_TOKEN_MS: '900000',
  TREKKER_GATEWAY_MAX_TOKENS: '20000',
  TREKKER_GATEWAY_MAX_SELECTIONS: '20000',
  TREKKER_GATEWAY_MAX_LIST_COST: '100000000',
  TREKKER_GATEWAY_BUDGET: '0',
};

/** Starts an installation; disposing of it stops it and removes its data folder. */
export async function startInstallation(environment: Environment = {}): Promise<Installation> {
  const dataDir = newFolder();
  const stack = await startStack({ ...QUIET, TREKKER_DATA_DIR: dataDir, ...environment }, silentLogger);
  const { graphql, intake } = stack.addresses();
  return {
    stack,
    dataDir,
    origin: new URL(graphql).origin,
    intake,
    async [Symbol.asyncDispose]() {
      await stack.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A new empty folder under the system's temporary one. */
export function newFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'trekker-installation-')));
}
