import { devicePorts } from '@trekker/positions';

import type { Configuration } from '../configuration.ts';
import type { Addresses } from '../front.ts';
import { explained } from '../listen-problem.ts';
import { reachableHost } from '../reachable-host.ts';
import { assertFree, freePorts } from '../free-ports.ts';

/** The configuration with a port that is free now in place of every 0: a process that is started again must find its own. */
export async function withPorts(config: Configuration): Promise<Configuration> {
  const { gateway, web, subgraphs } = config;
  const { positions } = subgraphs;
  const [first = 0, second = 0, third = 0] = await freePorts(3);
  return {
    ...config,
    gateway: { ...gateway, port: gateway.port || first },
    web: { ...web, port: web.port || second },
    subgraphs: { ...subgraphs, positions: { ...positions, phonePort: positions.phonePort || third } },
  };
}

/** Fails with the sentence of `explained` where something listens already in the place of gateway, intake or web app. */
export async function assertPlacesFree(config: Configuration): Promise<void> {
  const { gateway, web, stack, subgraphs } = config;
  const { host, phonePort } = subgraphs.positions;
  for (const place of [gateway, { host, port: phonePort }, ...(stack.web ? [web] : [])]) {
    await assertFree(place).catch((failure: unknown) => {
      throw explained(failure, config);
    });
  }
}

/** Where the installation is reached. */
export function addressesOf({ gateway, web, stack, subgraphs }: Configuration): Addresses {
  const { host, phonePort } = subgraphs.positions;
  return {
    graphql: `http://${reachableHost(gateway.host)}:${gateway.port}/graphql`,
    phonePort,
    intake: `http://${reachableHost(host)}:${phonePort}`,
    // The process that listens says itself which of them it could not have.
    devices: [...devicePorts(subgraphs.positions)].map(([protocol, port]) => ({ protocol, port, isOpen: true })),
    web: stack.web ? `http://${reachableHost(web.host)}:${web.port}` : null,
  };
}
