import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SecureContext } from 'node:tls';

import { defineService, type Logger, type Service } from '@trekker/kit';

import { createRateLimit } from '../../domain/rate-limit.ts';
import type { Doors } from '../doors.ts';
import type { Listening } from '../listener/answer.ts';
import { PATIENCE_MS, settleWithin } from '../settle-within.ts';
import { addressKey, createConnectionLimits } from '../connection-limits.ts';
import type { DeviceConnections } from '../device-connections.ts';
import { eitherTls } from '../either-tls.ts';
import { createLinks } from '../links.ts';
import { createGatekeeper, type Gatekeeper } from './gatekeeper.ts';
import { CONNECT_TIMEOUT_MS, MOST_BYTES_BEFORE_SIGN_IN, WRONG_ATTEMPTS } from './limits.ts';
import { MeasuredConnection } from './measured-connection.ts';
import { createMqttBroker, type MqttBroker } from './mqtt-broker.ts';
import type { Peer } from './peer.ts';

/** How long connections may take to receive their last bytes when the listener stops, in milliseconds. */
const LAST_BYTES_MS = 500;

/** Listens to OwnTracks in MQTT mode. */
export interface MqttListener extends Service {
  /** Port it listens on; null while it does not. */
  port(): number | null;
}

export interface MqttListenerOptions {
  readonly listening: Listening;
  readonly doors: Doors;
  readonly connections: DeviceConnections;
  /** What TLS is spoken with; null: none is. */
  readonly tls: SecureContext | null;
  readonly log: Logger;
}

/** The listener of MQTT. A port that cannot be had is told of, and everything else goes on. */
export function createMqttListener({ listening, doors, connections, tls, log }: MqttListenerOptions): MqttListener {
  const { intake, rawLog, config, clock } = listening;
  const wrongAttempts = createRateLimit(WRONG_ATTEMPTS);
  const taking = { intake, rawLog, connections, clock };
  const gatekeeper = createGatekeeper({ taking, doors, wrongAttempts, clock, log });
  /** Null: whether it speaks TLS is not known yet. */
  const peers = new Map<Socket, Peer | null>();
  const admit = admission(listening, { connections, tls, peers });
  let broker: MqttBroker | undefined;
  let draining: Promise<void> | undefined;

  const server = createServer({ noDelay: true }, (socket) => {
    if (!broker || !admit(socket, broker)) socket.destroy();
  });
  server.on('error', (failure) => log.debug({ err: failure }, 'the MQTT listener failed'));

  async function listen(port: number): Promise<void> {
    broker = await createMqttBroker(gatekeeper, log);
    try {
      await once(server.listen(port, config.host), 'listening');
    } catch (err) {
      const mend = 'free it or set TREKKER_POSITIONS_MQTT_PORT';
      log.warn({ err }, `no MQTT: port ${port} of ${config.host} cannot be had; ${mend}`);
    }
  }

  async function drain(): Promise<void> {
    server.close();
    for (const peer of peers.values()) peer?.links.ends('LISTENER_STOPPED');
    await settled(gatekeeper);
  }

  return {
    ...defineService({
      name: 'MQTT listener',
      start: async () => (config.mqttPort === null ? undefined : listen(config.mqttPort)),
      drain: () => (draining ??= drain()),
      async stop() {
        await (draining ??= drain());
        await broker?.close();
        const closed = [...peers.keys()].map((socket) => once(socket, 'close'));
        for (const socket of peers.keys()) socket.destroySoon();
        await settleWithin(closed, LAST_BYTES_MS);
        for (const socket of peers.keys()) socket.destroy();
      },
    }),
    port: () => (server.address() as AddressInfo | null)?.port ?? null,
  };
}

/** Gives connections a place as long as there is one, and notes who they are. */
function admission(
  { config, intake }: Listening,
  { connections, tls, peers }: Pick<MqttListenerOptions, 'connections' | 'tls'> & { peers: Map<Socket, Peer | null> },
): (socket: Socket, broker: MqttBroker) => boolean {
  const { mqttMaxConnections: most, mqttMaxConnectionsPerAddress: mostPerAddress, mqttMaxPacketBytes } = config;
  const limits = createConnectionLimits({ most, mostPerAddress });
  return (socket, broker) => {
    const address = addressKey(socket.remoteAddress);
    if (!limits.enter(address)) return false;
    socket.once('close', () => {
      peers.delete(socket);
      limits.leave(address);
    });
    peers.set(socket, null);
    eitherTls(socket, { context: tls, waitMs: CONNECT_TIMEOUT_MS }, (spoken) => {
      const mostBytes = () => (peer.signedIn ? mqttMaxPacketBytes : MOST_BYTES_BEFORE_SIGN_IN);
      const connection = new MeasuredConnection(spoken, mostBytes);
      const remoteAddress = socket.remoteAddress ?? '';
      const links = createLinks({ connections, intake }, { protocol: 'owntracks', transport: 'mqtt', remoteAddress });
      const nobody = { signedIn: null, device: null, inFlight: 0, taken: Promise.resolve() };
      const peer: Peer = { address, connection, links, ...nobody };
      peers.set(socket, peer);
      socket.once('close', () => endLinks(peer));
      broker.handle(peer);
    });
    return true;
  };
}

/** Tells why a connection that is gone ended, behind everything that came on it. */
function endLinks({ connection: { ending }, links, taken }: Peer): void {
  links.ends(ending === 'goodbye' ? 'CLOSED_BY_DEVICE' : ending === 'refused' ? 'REFUSED' : 'CONNECTION_LOST');
  void taken.then(() => links.close());
}

/** Waits, not for long, until what was published is on disk and acknowledged; nothing new is taken in. */
async function settled(gatekeeper: Gatekeeper): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  gatekeeper.refuse();
  for (let work = gatekeeper.underWay(); work.length; work = gatekeeper.underWay()) {
    if (!(await settleWithin(work, until - performance.now()))) return;
  }
  // The last acknowledgements are written a turn after what they stand for is on disk.
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}
