import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** A socket and the bytes that were read from it beyond the headers. */
export interface UpgradedSocket {
  readonly socket: Duplex;
  readonly head: Buffer;
}

/** Tells the browser of the gateway's 101 and lets the two talk until either ends. */
export function joinUpgraded(answer: IncomingMessage, gateway: UpgradedSocket, client: UpgradedSocket): void {
  const lines = [`HTTP/1.1 101 ${STATUS_CODES[101]}`];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    lines.push(`${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}`);
  }
  client.socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  if (gateway.head.length) client.socket.write(gateway.head);
  if (client.head.length) gateway.socket.write(client.head);
  for (const { socket } of [gateway, client]) {
    socket.on('error', () => socket.destroy());
    // A live view sends small frames that must not wait for one another.
    if ('setNoDelay' in socket && typeof socket.setNoDelay === 'function') socket.setNoDelay(true);
    if ('setTimeout' in socket && typeof socket.setTimeout === 'function') socket.setTimeout(0);
  }
  handOn(gateway.socket, client.socket);
  handOn(client.socket, gateway.socket);
}

/** A WebSocket has no half-open state: once one end has nothing more to say, the other is closed after the last byte. */
function handOn(from: Duplex, to: Duplex): void {
  from.pipe(to, { end: false });
  from.once('end', () => to.end(() => to.destroy()));
  from.once('close', () => to.destroy());
}

/** Answers an upgrade with an ordinary refusal and closes the socket. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  if (!socket.writable) return;
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
