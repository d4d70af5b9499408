import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Reads the query of a request, holds it for a number each, and answers at once: the least that any server does.

let answered = 0;
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://bench');
  const places = [searchParams.get('lat'), searchParams.get('lon'), searchParams.get('timestamp')].map(Number);
  if (searchParams.get('id') !== null && places.every(Number.isFinite)) answered += 1;
  response.writeHead(200, { 'content-length': 0 }).end();
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
console.log((server.address() as AddressInfo).port);
await new Promise<void>((resolve) => void process.once('SIGTERM', resolve));
server.closeAllConnections();
server.close();
if (answered === 0) process.exitCode = 1;
