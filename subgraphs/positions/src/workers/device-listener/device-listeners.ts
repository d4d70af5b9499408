import type { SecureContext } from 'node:tls';

import { defineService, type Clock, type Logger, type Measure, type Service } from '@trekker/kit';
import { PROTOCOLS, type DeviceProtocol } from '@trekker/protocols';

import type { Intake } from '../../actions/take-in.ts';
import type { PositionsConfig } from '../../config.ts';
import type { DeviceAttempts } from '../device-attempts.ts';
import type { DeviceConnections } from '../device-connections.ts';
import type { Devices } from '../devices.ts';
import type { RawLog } from '../raw-log.ts';
import { devicePorts } from './device-ports.ts';
import { measuresOf } from './measures.ts';
import { openPort, type DevicePort, type OpenPort } from './open-port.ts';
import { newTally } from './tally.ts';

/** Listens to trackers that speak protocols of their own, each on its port. */
export interface DeviceListeners extends Service {
  /** What is listened on, in order of the customary ports; empty before the start. */
  ports(): readonly DevicePort[];
  /** What they count. */
  readonly measures: readonly Measure[];
}

export interface DeviceListenersOptions {
  readonly config: PositionsConfig;
  /** What TLS is spoken with over TCP; null: none is. */
  readonly tls: SecureContext | null;
  readonly intake: Intake;
  readonly devices: Devices;
  readonly attempts: DeviceAttempts;
  readonly connections: DeviceConnections;
  readonly rawLog: RawLog;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * One listener per protocol that has a port. A port that cannot be had is told and left out: it belongs to another program,
 * and everything else works without it.
 */
export function createDeviceListeners(options: DeviceListenersOptions): DeviceListeners {
  const { config, tls, log, ...needs } = options;
  const opened = [...devicePorts(config)].map(([name, port]) => {
    const protocol = protocolOf(name);
    const tally = newTally(name);
    return { tally, port: openPort({ taking: { protocol, tally, ...needs }, tls, port, config, log }) };
  });
  const every = (act: (port: OpenPort) => Promise<void>) => Promise.all(opened.map(({ port }) => act(port)));
  return {
    ...defineService({
      name: 'device listeners',
      start: async () => void (await every((port) => port.start())),
      drain: async () => void (await every((port) => port.drain())),
      stop: async () => void (await every((port) => port.stop())),
    }),
    ports: () => opened.flatMap(({ port }) => port.state() ?? []),
    measures: measuresOf(opened.map(({ tally }) => tally)),
  };
}

function protocolOf(name: string): DeviceProtocol {
  const protocol = PROTOCOLS.find((one) => one.name === name);
  if (!protocol) throw new Error(`there is no protocol ${name}`);
  return protocol;
}
