import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';

import {
  createLogTail,
  createSecret,
  MAIN_PLACEMENT,
  memoryPubSub,
  serviceGroup,
  systemClock,
  type Environment,
  type Logger,
  type Secret,
  type Service,
} from '@trekker/kit';

import type { StackConfig } from './config.ts';
import { readConfiguration, type Configuration } from './configuration.ts';
import { bringUpDatabase, type InstalledDatabase } from './database.ts';
import type { DemoLogins } from './demo/logins.ts';
import { createFront, type Addresses, type Progress } from './front.ts';
import { keepFile } from './keep-file.ts';
import { explained } from './listen-problem.ts';
import { createSubgraphs, subgraphMigrations, type Subgraphs } from './subgraphs.ts';

/** A whole installation in one process. */
export interface Stack extends Service {
  readonly addresses: () => Addresses;
  /** How to get into the demo; null where there is none. */
  readonly logins: DemoLogins | null;
  readonly subgraphs: Subgraphs;
}

/**
 * Starts an installation: database, subgraphs, gateway, intake, demo, web app. When it resolves all of them work; when
 * anything fails, what had started is stopped in order and the failure is thrown.
 */
export async function startStack(environment: Environment, log: Logger, progress?: Progress): Promise<Stack> {
  const config = readConfiguration(environment);
  const dataDir = resolve(config.stack.dataDir);
  const secret = await installationSecret(config.stack, dataDir);
  const { databaseUrl } = config.stack;
  const database = await bringUpDatabase({ dataDir, databaseUrl, services: subgraphMigrations, secret, log });
  try {
    return await startOn(database, { config, dataDir, secret, log, progress });
  } catch (failure) {
    await database.service?.stop();
    throw explained(failure, config);
  }
}

interface Installing {
  readonly config: Configuration;
  readonly dataDir: string;
  readonly secret: Secret;
  readonly log: Logger;
  readonly progress: Progress | undefined;
}

async function startOn(
  database: InstalledDatabase,
  { config, dataDir, secret, log, progress }: Installing,
): Promise<Stack> {
  const clock = systemClock;
  const tail = createLogTail(memoryPubSub());
  const placement = { name: MAIN_PLACEMENT, address: database.address };
  const subgraphs = createSubgraphs(config.subgraphs, { placement, secret, tail, clock, log });
  const { host: phoneHost } = config.subgraphs.positions;
  const around = { ...config, phoneHost, dataDir, subgraphs, clock, log, progress };
  const { services, addresses, logins } = await createFront(around);
  // The embedded server was started already, and is stopped last.
  const embedded = database.service ? [{ ...database.service, start: async () => {} }] : [];
  const group = serviceGroup('trekker', [...embedded, subgraphs.group, ...services]);
  await group.start();
  return { ...group, addresses, logins, subgraphs };
}

async function installationSecret({ secret }: StackConfig, dataDir: string): Promise<Secret> {
  return createSecret(
    secret ?? (await keepFile(join(dataDir, 'secret'), async () => randomBytes(48).toString('base64url'))),
  );
}
