import { createAccessTokens } from './access-token.ts';
import { systemClock } from './clock.ts';
import { integer, oneOf, optionalText, port, text, type Config, type Options } from './config/options.ts';
import { readConfig, type Environment } from './config/read.ts';
import { parseDatabaseUrl } from './database/address.ts';
import { createLogTail } from './event-log/tail.ts';
import { createLogger } from './logger.ts';
import { MAIN_PLACEMENT, type SubgraphDependencies } from './placement.ts';
import { memoryPubSub } from './pubsub/pubsub.ts';
import { createSecret } from './secret.ts';
import { serviceGroup, type Service } from './service.ts';
import type { SubgraphExecutor } from './subgraph/executor.ts';
import { serveSubgraph } from './subgraph/serve.ts';

/** What an operator sets of a subgraph that runs as a process of its own. */
export const aloneOptions = {
  databaseUrl: {
    env: 'DATABASE_URL',
    type: text,
    default: 'postgres://postgres@localhost:5432/trekker',
    doc: 'PostgreSQL to use, `postgres://user:password@host:5432/database`; services sign in there with roles and passwords of their own.',
    secret: true,
  },
  secret: {
    env: 'TREKKER_SECRET',
    type: optionalText,
    default: null,
    doc: 'The one secret of the installation, 32 characters or more, the same for every process; it must be set where subgraphs run apart.',
    secret: true,
  },
  host: {
    env: 'TREKKER_SUBGRAPH_HOST',
    type: text,
    default: '127.0.0.1',
    doc: 'Address on which the subgraph listens for gateways; others get 401.',
  },
  port: {
    env: 'TREKKER_SUBGRAPH_PORT',
    type: port,
    default: 0,
    doc: 'Port on which the subgraph listens for gateways; 0 takes a free one and prints it.',
  },
  logLevel: {
    env: 'TREKKER_LOG_LEVEL',
    type: oneOf('debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    doc: 'Least level of the lines written to standard output, one JSON object each.',
  },
  drainMs: {
    env: 'TREKKER_DRAIN_MS',
    type: integer({ min: 0, max: 600_000 }),
    default: 15_000,
    doc: 'How long work under way may take after a request to stop, in milliseconds; then it is cut off.',
  },
} as const satisfies Options;

/** A service that answers for one subgraph. */
export type SubgraphService = Service & { readonly subgraph: SubgraphExecutor };

/**
 * Runs one subgraph as a process of its own until SIGTERM or SIGINT: the database must be migrated, the secret the same
 * everywhere. Fails before anything starts when the configuration is wrong.
 */
export async function runAlone<const O extends Options>({
  options,
  create,
  environment,
}: {
  options: O;
  create: (config: Config<O>, dependencies: SubgraphDependencies) => SubgraphService;
  environment: Environment;
}): Promise<void> {
  const alone = readConfig(aloneOptions, environment);
  const config = readConfig(options, environment);
  const log = createLogger(alone.logLevel);
  const secret = createSecret(alone.secret ?? '');
  const placement = { name: MAIN_PLACEMENT, address: parseDatabaseUrl(alone.databaseUrl) };
  const tail = createLogTail(memoryPubSub());
  const service = create(config, { placement, secret, tail, clock: systemClock, log });
  const server = serveSubgraph({
    subgraph: service.subgraph,
    tokens: createAccessTokens(secret),
    ...alone,
    clock: systemClock,
    log,
  });
  await using all = serviceGroup(service.name, [service, server]);
  await all.start();
  log.info({ subgraph: service.name, port: server.port() }, 'ready');
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  await Promise.race([all.drain?.(), new Promise((resolve) => setTimeout(resolve, alone.drainMs).unref())]);
}
