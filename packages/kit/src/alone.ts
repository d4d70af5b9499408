import { systemClock } from './clock.ts';
import { aloneOptions } from './config.ts';
import type { Config, Options } from './config/options.ts';
import { ConfigurationError, readConfigs, type Environment } from './config/read.ts';
import { parseDatabaseUrl } from './database/address.ts';
import { createLogTail } from './event-log/tail.ts';
import { createInternalTokens } from './internal-token.ts';
import { createLogger } from './logger.ts';
import type { Measure } from './measures.ts';
import { MAIN_PLACEMENT, type SubgraphDependencies } from './placement.ts';
import { runProcess } from './process.ts';
import { openPubSub } from './pubsub/open-pubsub.ts';
import type { Authority } from './revocations.ts';
import { createSecret } from './secret.ts';
import { serviceGroup, type Service } from './service.ts';
import { serveSubgraph } from './serve/serve-subgraph.ts';
import type { SubgraphExecutor } from './subgraph/executor.ts';

/** A service that answers for one subgraph. */
export type SubgraphService = Service & {
  readonly subgraph: SubgraphExecutor;
  /** What it counts beside its operations; absent: nothing. */
  readonly measures?: readonly Measure[];
};

/**
 * Runs one subgraph as a process of its own until SIGTERM or SIGINT: the database must be migrated, the secret the same
 * everywhere. Fails before anything starts when the configuration is wrong.
 */
export async function runAlone<const O extends Options, S extends SubgraphService>({
  options,
  create,
  authority,
  environment,
}: {
  options: O;
  create: (config: Config<O>, dependencies: SubgraphDependencies) => S;
  /** What of the service decides who callers are; in one subgraph only. */
  authority?: (service: S) => Authority;
  environment: Environment;
}): Promise<void> {
  const { alone, own } = readConfigs({ alone: aloneOptions, own: options }, environment);
  const { databaseUrl, redisUrl, secret: secretText, logLevel, drainMs, host, port } = alone;
  if (databaseUrl === null || secretText === null) {
    throw new ConfigurationError(['DATABASE_URL and TREKKER_SECRET must be set where a subgraph runs alone']);
  }
  const log = createLogger(logLevel);
  const secret = createSecret(secretText);
  const pubsub = openPubSub({ redisUrl, secret, log });
  const placement = { name: MAIN_PLACEMENT, address: parseDatabaseUrl(databaseUrl) };
  const clock = systemClock;
  const service = create(own, { placement, secret, tail: createLogTail(pubsub), clock, log });
  const parts = serviceGroup(service.name, [pubsub, service]);
  const server = serveSubgraph({
    subgraph: service.subgraph,
    authority: authority?.(service),
    tokens: createInternalTokens(secret),
    ready: async () => (await parts.ready?.()) ?? null,
    measures: service.measures ?? [],
    host,
    port,
    clock,
    log,
  });
  await runProcess(serviceGroup(service.name, [parts, server]), {
    log,
    drainMs,
    ready: () => ({ port: server.port() }),
  });
}
