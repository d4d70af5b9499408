import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Sockets that follow one subscription each. */
export interface Watchers {
  /** Events that came since the last call, and how late they were in milliseconds. */
  take(): { delivered: number; p50Ms: number; p99Ms: number };
  close(): void;
}

interface Socket {
  send(text: string): void;
  terminate(): void;
  on(event: string, listener: (data: Buffer) => void): void;
  readonly _socket: { pause(): void };
}

/** @param query what the n-th asks for; the time of an event is found by `"at":` in its text. */
export async function openWatchers(
  url: string,
  {
    peers,
    count,
    stalled = 0,
    query,
  }: { peers: string; count: number; stalled?: number; query: (n: number) => object },
): Promise<Watchers> {
  const require = createRequire(join(peers, 'package.json'));
  const { WebSocket } = require('ws') as { WebSocket: new (url: string, protocol: string, options: object) => Socket };
  let late: number[] = [];
  const sockets: Socket[] = [];
  const acknowledged = new Set<number>();
  for (let n = 0; n < count; n++) {
    const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
    socket.on('error', (error) => console.error('a watcher failed', String(error)));
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    socket.on('message', (data) => {
      const now = performance.timeOrigin + performance.now();
      const text = data.toString('latin1');
      if (text.includes('"type":"next"') || text.includes('"type": "next"')) {
        const at = Number(/"at":([\d.]+)/.exec(text)?.[1]);
        if (at > 0) late.push(now - at);
      } else if (text.includes('connection_ack')) {
        acknowledged.add(n);
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: query(n) }));
        if (n < stalled) setTimeout(() => socket._socket.pause(), 1_000);
      } else if (text.includes('"ping"')) socket.send('{"type":"pong"}');
      else console.error('a watcher heard', text.slice(0, 200));
    });
    sockets.push(socket);
    // Not all at once: what is measured begins later.
    if (n % 50 === 49) await sleep(20);
  }
  for (let waits = 0; acknowledged.size < sockets.length && waits < 300; waits++) await sleep(100);
  if (acknowledged.size < count) throw new Error(`${acknowledged.size} of ${count} sockets were let in`);
  return {
    take() {
      const sorted = late.toSorted((a, b) => a - b);
      late = [];
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
      return { delivered: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99) };
    },
    close: () => sockets.forEach((socket) => socket.terminate()),
  };
}
