import { setTimeout as sleep } from 'node:timers/promises';

/** A message of graphql-transport-ws as the server sent it. */
export interface Frame {
  readonly type: string;
  readonly id?: string;
  readonly payload?: any;
}

/** A signed-in WebSocket that keeps every frame. */
export interface LiveSocket extends Disposable {
  readonly frames: readonly Frame[];
  /** Everything the server sent, as text. */
  readonly texts: readonly string[];
  /** Code and reason once the socket is closed. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  subscribe(id: string, document: string, variables?: Readonly<Record<string, unknown>>): void;
  /** Sends anything, as it is. */
  send(text: string): void;
  /** The first frame that fits, of those already here or to come. Fails after `withinMs`. */
  frame(fits: (frame: Frame) => boolean, withinMs?: number): Promise<Frame>;
}

/** Opens a WebSocket and says who is there; null for nobody. Fails when the server closes it first. */
export async function openSocket(
  origin: string,
  token: string | null,
  heard: (text: string) => void = () => {},
): Promise<LiveSocket> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const frames: Frame[] = [];
  const texts: string[] = [];
  const { promise: closed, resolve: close } = Promise.withResolvers<{ code: number; reason: string }>();
  socket.addEventListener('close', ({ code, reason }) => close({ code, reason }));
  socket.addEventListener('message', ({ data }) => {
    texts.push(String(data));
    frames.push(JSON.parse(String(data)) as Frame);
    heard(String(data));
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the WebSocket was refused')));
  });
  const live: LiveSocket = {
    frames,
    texts,
    closed,
    send: (text) => socket.send(text),
    subscribe: (id, query, variables = {}) =>
      socket.send(JSON.stringify({ id, type: 'subscribe', payload: { query, variables } })),
    async frame(fits, withinMs = 5_000) {
      for (const end = Date.now() + withinMs; Date.now() < end; await sleep(10)) {
        const found = frames.find(fits);
        if (found) return found;
      }
      throw new Error(`no such frame came within ${withinMs} ms; what did: ${texts.join('\n').slice(0, 2_000)}`);
    },
    [Symbol.dispose]: () => socket.close(),
  };
  const payload = token === null ? {} : { authorization: `Bearer ${token}` };
  live.send(JSON.stringify({ type: 'connection_init', payload }));
  const refused = closed.then(({ code, reason }) =>
    Promise.reject(new Error(`the socket was closed: ${code} ${reason}`)),
  );
  await Promise.race([live.frame(({ type }) => type === 'connection_ack'), refused]);
  refused.catch(() => {}); // from now on a close is the test's business
  return live;
}
