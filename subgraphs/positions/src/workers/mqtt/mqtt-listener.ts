import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { defineService, type Logger, type Service } from '@trekker/kit';

import { createRateLimit } from '../../domain/rate-limit.ts';
import type { Doors } from '../doors.ts';
import type { Listening } from '../listener/answer.ts';
import { PATIENCE_MS, settleWithin } from '../settle-within.ts';
import { addressKey, createConnectionLimits } from '../connection-limits.ts';
import { createGatekeeper, type Gatekeeper } from './gatekeeper.ts';
import { MOST_BYTES_BEFORE_SIGN_IN, WRONG_ATTEMPTS } from './limits.ts';
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
  readonly log: Logger;
}

/** The listener of MQTT. A port that cannot be had is told of, and everything else goes on. */
export function createMqttListener({ listening, doors, log }: MqttListenerOptions): MqttListener {
  const { intake, rawLog, config, clock } = listening;
  const wrongAttempts = createRateLimit(WRONG_ATTEMPTS);
  const gatekeeper = createGatekeeper({ intake, rawLog, doors, wrongAttempts, clock, log });
  const sockets = new Set<Socket>();
  const admit = admission(listening, sockets);
  let broker: MqttBroker | undefined;
  let draining: Promise<void> | undefined;

  const server = createServer({ noDelay: true }, (socket) => {
    const peer = broker ? admit(socket) : null;
    if (peer) broker?.handle(peer);
    else socket.destroy();
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
        const closed = [...sockets].map((socket) => once(socket, 'close'));
        for (const socket of sockets) socket.destroySoon();
        await settleWithin(closed, LAST_BYTES_MS);
        for (const socket of sockets) socket.destroy();
      },
    }),
    port: () => (server.address() as AddressInfo | null)?.port ?? null,
  };
}

/** Gives connections a place as long as there is one, and notes their sockets. */
function admission({ config }: Listening, sockets: Set<Socket>): (socket: Socket) => Peer | null {
  const { mqttMaxConnections: most, mqttMaxConnectionsPerAddress: mostPerAddress, mqttMaxPacketBytes } = config;
  const limits = createConnectionLimits({ most, mostPerAddress });
  return (socket) => {
    const address = addressKey(socket.remoteAddress);
    if (!limits.enter(address)) return null;
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      limits.leave(address);
    });
    const mostBytes = () => (peer.signedIn ? mqttMaxPacketBytes : MOST_BYTES_BEFORE_SIGN_IN);
    const connection = new MeasuredConnection(socket, mostBytes);
    const peer: Peer = { address, connection, signedIn: null, device: null, inFlight: 0, taken: Promise.resolve() };
    return peer;
  };
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
