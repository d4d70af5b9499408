import { readFileSync } from 'node:fs';

import { createGateway, type Gateway, type GatewayConfig } from '@trekker/gateway';
import { defineService, type Clock, type Logger, type Service } from '@trekker/kit';
import { createWeb, type WebConfig } from '@trekker/web';

import type { StackConfig } from './config.ts';
import { createDemo } from './demo/demo.ts';
import { demoLogins, type DemoLogins } from './demo/logins.ts';
import type { Subgraphs } from './subgraphs.ts';

/** Where a started installation is reached. */
export interface Addresses {
  readonly graphql: string;
  readonly phonePort: number;
  /** Null where the web app is switched off. */
  readonly web: string | null;
}

/** What to hear of while the installation comes up. */
export interface Progress {
  /** GraphQL answers and devices are listened to; the web app may still be built. */
  onApi(addresses: Omit<Addresses, 'web'>): void;
}

export interface FrontOptions {
  readonly gateway: GatewayConfig;
  readonly web: WebConfig;
  readonly stack: StackConfig;
  readonly dataDir: string;
  readonly subgraphs: Subgraphs;
  readonly clock: Clock;
  readonly log: Logger;
  readonly progress: Progress | undefined;
}

/** What stands in front of the subgraphs, in the order in which it starts, and where it is reached. */
export interface Front {
  readonly services: readonly Service[];
  readonly addresses: () => Addresses;
  readonly logins: DemoLogins | null;
}

/** Builds gateway, demo and web app. */
export async function createFront(options: FrontOptions): Promise<Front> {
  const { stack, subgraphs, clock, log, progress, dataDir } = options;
  const { positions, tenancy } = subgraphs.services;
  const gateway = gatewayBefore(options);
  const graphqlUrl = () => `http://127.0.0.1:${gateway.address().port}/graphql`;
  const phonePort = () => positions.phonePort();
  const web = stack.web ? createWeb(options.web, { log, gatewayUrl: graphqlUrl, devicePort: phonePort }) : null;
  const logins = stack.demo ? await demoLogins(dataDir) : null;
  const { demoPeople: people, demoIntervalMs: intervalMs } = stack;
  const demo = logins && createDemo({ dataDir, tenancy, logins, people, intervalMs, clock, graphqlUrl, phonePort });
  const announcement = defineService({
    name: 'announcement',
    start: async () => progress?.onApi({ graphql: graphqlUrl(), phonePort: phonePort() }),
    stop: async () => {},
  });
  return {
    services: [gateway, announcement, ...(demo ? [demo] : []), ...(web ? [web] : [])],
    addresses: () => ({ graphql: graphqlUrl(), phonePort: phonePort(), web: web?.address() ?? null }),
    logins,
  };
}

function gatewayBefore({ gateway, subgraphs, clock, log }: FrontOptions): Gateway {
  const { tenancy } = subgraphs.services;
  return createGateway(gateway, {
    supergraphSdl: readFileSync(
      new URL(import.meta.resolve('@trekker/schema/__generated__/supergraph.graphql')),
      'utf8',
    ),
    subgraphs: subgraphs.executors,
    authenticate: (credentials) => tenancy.authenticate(credentials),
    onRevoked: tenancy.onRevoked,
    ready: async () => (await subgraphs.group.ready?.()) ?? null,
    clock,
    log,
  });
}
