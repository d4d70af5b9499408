import { resolve } from 'node:path';

import { createSecret, defineService, serviceGroup, type Environment, type Logger, type Service } from '@trekker/kit';

import { readConfiguration } from '../configuration.ts';
import { bringUpDatabase } from '../database.ts';
import { demoLogins, type DemoLogins } from '../demo/logins.ts';
import type { Addresses, Progress } from '../front.ts';
import { secretText } from '../installation-secret.ts';
import { overDatabase } from '../over-database.ts';
import { startUnless } from '../start-unless.ts';
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
  /** Ids of the processes that run now, by name. */
  readonly pids: () => ReadonlyMap<string, number>;
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
  };
  const children = new Map<string, Child>();
  const keep = (program: Program): Child => {
    const say = (line: string) => options.say(program.name, line);
    const child = keepChild(program, { say, stopMs: config.stack.drainMs + GRACE_MS });
    children.set(program.name, child);
    return child;
  };
  const announcement = defineService({
    name: 'announcement',
    start: async () => options.progress.onApi(addressesOf(config)),
    stop: async () => {},
  });
  const { subgraphs, gateway, fronts } = await planPrograms({ config, environment, shared });
  const processes = serviceGroup('trekker', [
    ...(redis ? [keep(redis.program)] : []),
    sideBySide('subgraphs', subgraphs.map(keep)),
    keep(gateway),
    announcement,
    sideBySide('web app and demo', fronts.map(keep)),
  ]);
  const group = overDatabase(processes, database.service, config.stack.drainMs + 2 * GRACE_MS);
  await startUnless(signal, group);
  return {
    ...group,
    addresses: () => addressesOf(config),
    logins: config.stack.demo ? await demoLogins(dataDir) : null,
    pids: () => new Map([...children].flatMap(([name, child]) => (child.pid() ? [[name, child.pid() ?? 0]] : []))),
    steward: createSteward({ config, address: database.address, secret: createSecret(secret), log }),
  };
}
