import { readFileSync } from 'node:fs';
import {
  ConfigurationError,
  createLogger,
  createSecret,
  readConfigs,
  runProcess,
  serviceGroup,
  systemClock,
  type Environment,
} from '@trekker/kit';
import { aloneGatewayOptions, gatewayOptions } from './config.ts';
import { createGateway } from './gateway.ts';
import { subgraphNamesOf } from './planner/subgraph-addresses.ts';
import { meetInstallation } from './remote/remote-installation.ts';

/** What a gateway reads when it starts. */
export interface GatewayFiles {
  /** SDL of the supergraph. */
  readonly supergraph: string;
  /** Manifests of trusted documents, where the configuration names none. */
  readonly trustedDocuments: readonly string[];
}

/**
 * Runs the gateway as a process of its own until SIGTERM or SIGINT, before subgraphs in other processes. Fails before
 * anything starts when the configuration is wrong or names no address of a subgraph.
 */
export async function runGateway(
  { supergraph, trustedDocuments }: GatewayFiles,
  environment: Environment,
): Promise<void> {
  const options = { gateway: gatewayOptions, alone: aloneGatewayOptions };
  const { gateway: config, alone } = readConfigs(options, environment);
  const { parts, authority, subgraphTimeoutMs: timeoutMs } = alone;
  if (alone.secret === null) throw new ConfigurationError(['TREKKER_SECRET must be set where the gateway runs alone']);
  const log = createLogger(alone.logLevel);
  const clock = systemClock;
  const supergraphSdl = readFileSync(supergraph, 'utf8');
  const subgraphNames = subgraphNamesOf(supergraphSdl);
  const secret = createSecret(alone.secret);
  const behind = meetInstallation({ parts, subgraphNames, authority, timeoutMs, secret, clock, log });
  const gateway = createGateway(config, { ...behind, supergraphSdl, trustedDocuments, clock, log });
  const { drainMs } = config;
  await runProcess(serviceGroup('gateway', [behind, gateway]), {
    log,
    drainMs,
    ready: () => ({ ...gateway.address() }),
  });
}
