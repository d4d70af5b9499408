import { join, resolve } from 'node:path';

import { createSecret, defineService, serviceGroup, type Environment, type Logger, type Service } from '@trekker/kit';

import { readConfiguration, type Configuration } from '../configuration.ts';
import { bringUpDatabase, started } from '../database.ts';
import { demoLogins, type DemoLogins } from '../demo/logins.ts';
import type { Addresses, Progress } from '../front.ts';
import { secretText } from '../installation-secret.ts';
import { subgraphMigrations } from '../subgraphs.ts';
import { addressesOf, assertPlacesFree, withPorts } from './addresses.ts';
import { keepChild, type Child, type Program } from './child.ts';
import { databaseUrl } from './database-url.ts';
import { planPrograms } from './programs.ts';
import { prepareRedis } from './redis-server.ts';
import { sideBySide } from './side-by-side.ts';
import { createSteward, type Steward } from './steward.ts';

/** An installation whose parts are processes of their own. */
export interface ApartInstallation extends Service {
  readonly addresses: () => Addresses;
  /** How to get into the demo; null where there is none. */
  readonly logins: DemoLogins | null;
  /** Acts of an operator. */
  readonly steward: Steward;
}

export interface ApartOptions {
  readonly environment: Environment;
  readonly log: Logger;
  readonly progress: Progress;
  /** Takes a line that a process wrote, or that tells of it. */
  readonly say: (name: string, line: string) => void;
  /** Ends the start when it fires. */
  readonly signal: AbortSignal;
}

/** How much longer than its work under way a process may take to stop. */
const GRACE_MS = 3_000;
/** For the connections of all processes. */
const DATABASE_SETTINGS = { max_connections: '250' };

/**
 * Starts an installation as processes: PostgreSQL and Redis unless their addresses are given, migrations once, subgraphs
 * and intake, gateway, demo and web app. When it resolves all of them work; when one cannot start, or the signal fires,
 * what had started is stopped in order and the failure is thrown.
 */
export async function startApart(options: ApartOptions): Promise<ApartInstallation> {
  const { environment, log, signal } = options;
  const config = await withPorts(readConfiguration(environment));
  const dataDir = resolve(config.stack.dataDir);
  const redis = config.apart.redisUrl === null ? await prepareRedis(dataDir, environment) : null;
  await assertPlacesFree(config);
  const secret = await secretText(config.stack, dataDir);
  const database = await bringUpDatabase({
    dataDir,
    databaseUrl: config.stack.databaseUrl,
    services: subgraphMigrations,
    secret: createSecret(secret),
    extraSettings: DATABASE_SETTINGS,
    log,
    signal,
  });
  const shared = {
    DATABASE_URL: databaseUrl(database.address),
    REDIS_URL: redis?.url ?? config.apart.redisUrl ?? '',
    TREKKER_SECRET: secret,
    TREKKER_DATA_DIR: dataDir,
    // Every process compiles much the same; a second start finds it done.
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
  };
  const processes = await startable(options, { config, shared, redis: redis?.program ?? null });
  const group = serviceGroup('trekker', [...started(database), ...processes]);
  const stopEarly = () => void group.stop();
  signal.addEventListener('abort', stopEarly, { once: true });
  try {
    signal.throwIfAborted();
    await group.start();
  } catch (failure) {
    await group.stop();
    await database.service?.stop();
    throw failure;
  } finally {
    signal.removeEventListener('abort', stopEarly);
  }
  return {
    ...group,
    addresses: () => addressesOf(config),
    logins: config.stack.demo ? await demoLogins(dataDir) : null,
    steward: createSteward({ config, address: database.address, secret: createSecret(secret), log }),
  };
}

/** All processes in the order in which they start. */
async function startable(
  { environment, say, progress }: ApartOptions,
  { config, shared, redis }: { config: Configuration; shared: Environment; redis: Program | null },
): Promise<Service[]> {
  const keep = (program: Program): Child =>
    keepChild(program, { say: (line) => say(program.name, line), stopMs: config.stack.drainMs + GRACE_MS });
  const { subgraphs, gateway, fronts } = await planPrograms({ config, environment, shared });
  const announcement = defineService({
    name: 'announcement',
    start: async () => progress.onApi(addressesOf(config)),
    stop: async () => {},
  });
  return [
    ...(redis ? [keep(redis)] : []),
    sideBySide('subgraphs', subgraphs.map(keep)),
    keep(gateway),
    announcement,
    sideBySide('web app and demo', fronts.map(keep)),
  ];
}
