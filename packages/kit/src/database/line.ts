import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { connect as encrypt } from 'node:tls';

import type { DatabaseAddress } from './address.ts';

/**
 * A connection to PostgreSQL that fails when it is lost and never simply closes. postgres.js takes a closed connection for
 * a free one and connects it anew while its former user may still be in the middle of a transaction, whose next statement
 * then ends the process or runs among the statements of somebody else. A line that is lost says so at every attempt to
 * write instead, until it is left.
 */
export interface Line {
  /** Connected and, where the address says so, encrypted. */
  readonly socket: Socket;
  /** From here on the socket may close as any other does; what was held back of that is told now. */
  leave(): void;
}

/** Opens a line. Fails as the operating system does, and when the server refuses to encrypt. */
export async function openLine(address: DatabaseAddress, onLost: () => void): Promise<Line> {
  const plain = await reach(address);
  const socket = address.tls ? await encrypted(plain, address) : plain;
  return held(socket, onLost);
}

/** What a lost connection fails with. */
export function lostConnection(): Error {
  return Object.assign(new Error('the connection to the database was lost'), { code: 'CONNECTION_CLOSED' });
}

async function reach({ socketPath, host, port }: DatabaseAddress): Promise<Socket> {
  // Half open, so that only the library ends it, and not Node when the server has ended.
  const allowHalfOpen = true;
  const socket = socketPath
    ? connect({ path: `${socketPath}/.s.PGSQL.${port}`, allowHalfOpen })
    : // Nagle's algorithm would stall COPY by up to 90 ms.
      connect({ host: host ?? 'localhost', port, noDelay: true, allowHalfOpen });
  await once(socket, 'connect');
  socket.on('error', () => {}); // 'close' follows
  return socket;
}

/** The message SSLRequest, and the byte by which a server agrees. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const AGREED = 0x53;

async function encrypted(plain: Socket, { tls, host }: DatabaseAddress): Promise<Socket> {
  plain.write(SSL_REQUEST);
  const [answer] = (await once(plain, 'data')) as [Buffer];
  if (answer[0] !== AGREED) {
    plain.destroy();
    throw new Error('the database refuses to encrypt the connection');
  }
  plain.removeAllListeners('data');
  const rejectUnauthorized = tls === 'verify-full';
  const socket = encrypt({ socket: plain, host: host ?? 'localhost', rejectUnauthorized, ...servername(host) });
  await once(socket, 'secureConnect');
  socket.on('error', () => {}); // 'close' follows
  return socket;
}

/** An address in numbers is no name a certificate is asked for by. */
function servername(host: string | null): { servername?: string } {
  return host && !/^[\d.]+$|:/.test(host) ? { servername: host } : {};
}

function held(socket: Socket, onLost: () => void): Line {
  let isLost = false;
  let isLeft = false;
  // The overloads of these three say no more than their widest form.
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...values: unknown[]) => boolean;
  const write = socket.write.bind(socket) as (...written: unknown[]) => boolean;
  const end = socket.end.bind(socket) as (...last: unknown[]) => Socket;
  const fail = () => emit('error', lostConnection());
  function lose(): boolean {
    isLost = true;
    onLost();
    return fail();
  }
  function failLater(): boolean {
    process.nextTick(() => isLeft || fail());
    return true;
  }
  Object.assign(socket, {
    emit: (event: string | symbol, ...values: unknown[]) =>
      event === 'close' && !isLeft ? lose() : emit(event, ...values),
    write: (...written: unknown[]) => (isLost ? failLater() : write(...written)),
    // The library ends a connection only when nobody uses it.
    end(...last: unknown[]) {
      isLeft = true;
      return end(...last);
    },
  });
  socket.once('end', () => socket.destroy());
  return {
    socket,
    leave() {
      isLeft = true;
      if (isLost) emit('close', true);
    },
  };
}
