import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sends a POST byte by byte as a careless client would, and gives back all that came before the server closed or fell silent. */
export async function exchange(
  url: string,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer },
): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let came = '';
  socket.setEncoding('utf8').on('data', (text: string) => (came += text));
  socket.on('error', () => {}); // the server may have closed before everything was sent
  const all = { host: hostname, connection: 'close', 'content-length': String(body.length), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  socket.write(body);
  await closed(socket, 10_000);
  socket.destroy();
  return came;
}

/** Whether the server cuts off a client that begins a request and then sends a header letter at a time. */
export async function isReaped(
  origin: string,
  { everyMs, withinMs }: { everyMs: number; withinMs: number },
): Promise<boolean> {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.resume().on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nhost: slow\r\nx-slow: ');
  const drip = setInterval(() => socket.write('a'), everyMs);
  const isClosed = await closed(socket, withinMs);
  clearInterval(drip);
  socket.destroy();
  return isClosed;
}

async function closed(socket: Socket, withinMs: number): Promise<boolean> {
  const giveUp = new AbortController();
  const over = new Promise<boolean>((resolve) => {
    socket.once('close', () => resolve(true));
  });
  const late = sleep(withinMs, false, { signal: giveUp.signal }).catch(() => false);
  const isClosed = await Promise.race([over, late]);
  giveUp.abort();
  return isClosed;
}
