import { resolve } from 'node:path';

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

import { readConfiguration, type Configuration } from './configuration.ts';
import { bringUpDatabase, type InstalledDatabase } from './database.ts';
import type { DemoLogins } from './demo/logins.ts';
import { createFront, type Addresses, type Progress } from './front.ts';
import { secretText } from './installation-secret.ts';
import { explained } from './listen-problem.ts';
import { overDatabase } from './over-database.ts';
import { startUnless } from './start-unless.ts';
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
 * anything fails, or the signal fires before, what had started is stopped in order and the failure is thrown.
 */
export async function startStack(
  environment: Environment,
  log: Logger,
  { progress, signal = NEVER }: { progress?: Progress; signal?: AbortSignal } = {},
): Promise<Stack> {
  const config = readConfiguration(environment);
  const dataDir = resolve(config.stack.dataDir);
  const secret = createSecret(await secretText(config.stack, dataDir));
  const { databaseUrl } = config.stack;
  const database = await bringUpDatabase({ dataDir, databaseUrl, services: subgraphMigrations, secret, log, signal });
  try {
    return await startOn(database, { config, dataDir, secret, log, progress, signal });
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
  readonly signal: AbortSignal;
}

const NEVER = new AbortController().signal;

async function startOn(
  database: InstalledDatabase,
  { config, dataDir, secret, log, progress, signal }: Installing,
): Promise<Stack> {
  const clock = systemClock;
  const tail = createLogTail(memoryPubSub());
  const placement = { name: MAIN_PLACEMENT, address: database.address };
  const subgraphs = createSubgraphs(config.subgraphs, { placement, secret, tail, clock, log });
  const { host: phoneHost } = config.subgraphs.positions;
  const around = { ...config, phoneHost, dataDir, subgraphs, clock, log, progress };
  const { services, addresses, logins } = await createFront(around);
  const group = overDatabase(serviceGroup('trekker', [subgraphs.group, ...services]), database.service);
  await startUnless(signal, group);
  return { ...group, addresses, logins, subgraphs };
}
