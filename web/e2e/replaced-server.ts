import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** The product behind a door that can pretend it was replaced by a newer one: its worker names another build then. */
export async function serverThatIsReplaced(
  product: string,
): Promise<{ readonly url: string; replace(): void; stop(): void }> {
  let replaced = false;
  const { hostname, port } = new URL(product);
  const server = createServer((incoming, outgoing) => {
    const { url: path = '/', method = 'GET', headers } = incoming;
    const upstream = request({ host: '127.0.0.1', port, path, method, headers }, (answer) => {
      const isWorker = replaced && path === '/service-worker.js';
      const { 'content-length': _, ...kept } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, kept);
      if (isWorker) void text(answer).then((script) => outgoing.end(script.replace('"build":"', '"build":"newer-')));
      else answer.pipe(outgoing);
    });
    upstream.once('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${hostname}:${(server.address() as AddressInfo).port}`,
    replace: () => void (replaced = true),
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
