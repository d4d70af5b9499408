import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** The first byte of a TLS connection: a record of a handshake (RFC 8446, section 5.1). No protocol of devices begins so. */
const HANDSHAKE = 0x16;

/**
 * Hands a connection on as what its first byte says it is, TLS or not; the port is the same. One that says nothing for too
 * long is closed. Without a certificate everything is handed on as it is, at once.
 *
 * @param waitMs how long the first byte, and then a handshake, may take, in milliseconds.
 */
export function eitherTls(
  socket: Socket,
  { context, waitMs }: { context: SecureContext | null; waitMs: number },
  accept: (socket: Socket) => void,
): void {
  if (!context) return accept(socket);
  const tooLate = setTimeout(() => socket.destroy(), waitMs);
  // Until it is handed on a connection that breaks is nobody's loss.
  const ignore = () => {};
  socket.on('error', ignore);
  socket.once('close', () => clearTimeout(tooLate));
  socket.once('data', (first: Buffer) => {
    socket.pause();
    socket.unshift(first);
    if (first[0] !== HANDSHAKE) {
      clearTimeout(tooLate);
      accept(socket);
      return void socket.resume();
    }
    const secured = new TLSSocket(socket, { isServer: true, secureContext: context });
    secured.on('error', ignore);
    secured.once('secure', () => {
      clearTimeout(tooLate);
      accept(secured);
    });
  });
}
