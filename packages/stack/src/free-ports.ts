import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what systems give to whoever asks for any port, as outgoing connections do all the time. */
const RANGE = { from: 20_000, to: 32_000 };
/** So many that are taken, one after the other, mean that none is to be had. */
const MOST_TRIES = 1_000;

/** Ports of loopback that nobody listens on now, all different; nobody gets one of them by chance meanwhile. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count; tries += 1) {
    if (tries === MOST_TRIES) throw new Error(`no ${count} ports from ${RANGE.from} to ${RANGE.to} are free`);
    const port = randomInt(RANGE.from, RANGE.to);
    const isFree = await assertFree({ host: '127.0.0.1', port }).then(
      () => true,
      () => false,
    );
    if (isFree) ports.add(port);
  }
  return [...ports];
}

/** Fails as a server would that cannot listen there. */
export async function assertFree({ host, port }: { host: string; port: number }): Promise<void> {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  await once(server.close(), 'close');
}
