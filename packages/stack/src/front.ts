import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { createGateway, type Gateway, type GatewayConfig } from '@trekker/gateway';
import type { DevicePort } from '@trekker/positions';
import { defineService, type Clock, type Logger, type Service } from '@trekker/kit';
import { createWeb, type WebConfig } from '@trekker/web';

import type { StackConfig } from './config.ts';
import { createDemo } from './demo/demo.ts';
import { demoLogins, type DemoLogins } from './demo/logins.ts';
import { reachableHost } from './reachable-host.ts';
import type { Subgraphs } from './subgraphs.ts';

/** Where a started installation is reached. */
export interface Addresses {
  readonly graphql: string;
  readonly phonePort: number;
  /** Scheme, host and port of the phone and HTTP intake. */
  readonly intake: string;
  /** Ports of trackers with protocols of their own, and whether they could be had. */
  readonly devices: readonly DevicePort[];
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
  /** Address on which devices are listened to. */
  readonly phoneHost: string;
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
  const graphqlUrl = () => `http://${reachableHost(gateway.address().host)}:${gateway.address().port}/graphql`;
  const phonePort = () => positions.phonePort();
  const intakeUrl = () => `http://${reachableHost(options.phoneHost)}:${phonePort()}`;
  const web = stack.web
    ? createWeb(options.web, { log, gatewayUrl: graphqlUrl, devicePort: phonePort, dataDir })
    : null;
  const logins = stack.demo ? await demoLogins(dataDir) : null;
  const { demoPeople: people, demoVehicles: vehicles, demoIntervalMs: intervalMs, demoPastDays: pastDays } = stack;
  const simulated = { people, vehicles, intervalMs, pastDays };
  const demo = logins && createDemo({ ...simulated, dataDir, tenancy, logins, clock, log, graphqlUrl, intakeUrl });
  const apiAddresses = () => ({
    graphql: graphqlUrl(),
    phonePort: phonePort(),
    intake: intakeUrl(),
    devices: positions.devicePorts(),
  });
  const announcement = defineService({
    name: 'announcement',
    start: async () => progress?.onApi(apiAddresses()),
    stop: async () => {},
  });
  return {
    services: [gateway, announcement, ...(demo ? [demo] : []), ...(web ? [web] : [])],
    addresses: () => ({ ...apiAddresses(), web: web?.address() ?? null }),
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
    measures: subgraphs.services.positions.measures,
    trustedDocuments: [fileURLToPath(import.meta.resolve('@trekker/web/trusted-documents.json'))],
    clock,
    log,
  });
}
