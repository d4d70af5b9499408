import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Watches for connections that have not asked anything yet, as clients open them ahead; answers how to close them.
 * `closeIdleConnections` of Node leaves them open, and a server that stops would wait for them.
 */
export function watchSilentConnections(server: Server): () => void {
  const silent = new Set<Socket>();
  server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  const speaks = ({ socket }: IncomingMessage) => void silent.delete(socket);
  server.on('request', speaks);
  server.on('upgrade', speaks);
  return () => {
    for (const socket of silent) socket.destroy();
  };
}
