import { createServer, type AddressInfo, type Socket } from 'node:net';

import { eitherTls } from '../either-tls.ts';
import { addressKey, createConnectionLimits } from '../connection-limits.ts';
import { CUT_OFF_MS, PATIENCE_MS, settleWithin } from '../settle-within.ts';
import { serveConnection, type Connection, type ConnectionOptions } from './connection.ts';

/** Listens to trackers of one protocol over TCP. */
export interface TcpListener {
  /** Resolves with the port that is listened on; fails when it cannot be had. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no further connection, answers what was received and closes; what takes longer than a few seconds stays open. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Devices that vanished are found out by the network itself after this time, in milliseconds. */
const KEEP_ALIVE_MS = 60_000;

/** A listener with limits on its connections in all and from one address. */
export function createTcpListener(options: ConnectionOptions): TcpListener {
  const { tally } = options.taking;
  const { deviceMaxConnections, deviceMaxConnectionsPerAddress, deviceFirstMessageMs } = options.config;
  /** Null: whether it speaks TLS is not known yet. */
  const open = new Map<Socket, Connection | null>();
  const limits = createConnectionLimits({ most: deviceMaxConnections, mostPerAddress: deviceMaxConnectionsPerAddress });

  function accept(socket: Socket): void {
    const address = addressKey(socket.remoteAddress);
    if (!limits.enter(address)) {
      tally.ended.cap += 1;
      socket.on('error', () => {}).destroy();
      return;
    }
    socket.once('close', () => {
      open.delete(socket);
      limits.leave(address);
    });
    open.set(socket, null);
    eitherTls(socket, { context: options.tls, waitMs: deviceFirstMessageMs }, (spoken) =>
      open.set(socket, serveConnection(spoken, options)),
    );
  }

  const keepAlive = { keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS };
  const server = createServer({ allowHalfOpen: true, noDelay: true, ...keepAlive }, accept);

  function told(failure: Error): void {
    options.log.warn({ err: failure, protocol: options.taking.protocol.name }, 'a connection could not be accepted');
  }

  async function drain(): Promise<void> {
    if (server.listening) server.close();
    await settleWithin(
      [...open].map(([socket, connection]) => (connection ?? undecided(socket)).finish()),
      PATIENCE_MS,
    );
  }

  let draining: Promise<void> | undefined;
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject).listen(port, host, () => {
          // A connection that could not be accepted is that device's loss alone.
          server.off('error', reject).on('error', told);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    drain: () => (draining ??= drain()),
    async stop() {
      if (server.listening) server.close();
      await settleWithin(
        [...open].map(([socket, connection]) => (connection ?? undecided(socket)).cut()),
        CUT_OFF_MS,
      );
    },
  };
}

/** A connection that has said nothing yet: there is nothing to answer. */
function undecided(socket: Socket): Connection {
  const end = async () => void socket.destroy();
  return { finish: end, cut: end };
}
