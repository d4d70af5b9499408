import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A request that is ready to be written to a socket, and what it stands for. */
export interface Shot {
  readonly bytes: Buffer;
  readonly positions: number;
}

/** What came of a load. */
export interface LoadResult {
  /** Positions in requests that were answered with 2xx. */
  readonly acknowledged: number;
  /** Requests answered with 503 or 429, each with Retry-After. */
  readonly refused: number;
  /** Milliseconds from writing a request to its whole answer, of those acknowledged, sorted. */
  readonly latencies: readonly number[];
  /** The same of those refused, sorted. */
  readonly refusalLatencies: readonly number[];
  readonly wallMilliseconds: number;
}

/** What to send: each lane is a connection that sends its requests one after the other, each when the one before was answered. */
export interface Load {
  readonly port: number;
  readonly lanes: readonly (readonly Shot[])[];
  /** Begins of requests per second over all lanes; absent: as quickly as they are answered. */
  readonly perSecond?: number;
  /** Stop after so many milliseconds, whatever is left. */
  readonly forMilliseconds?: number;
}

/** Sends a load over bare sockets, which costs little beside the server that is measured. Fails on any other answer. */
export async function sendLoad({ port, lanes, perSecond, forMilliseconds = Infinity }: Load): Promise<LoadResult> {
  const began = performance.now();
  const result = { acknowledged: 0, refused: 0, latencies: [] as number[], refusalLatencies: [] as number[] };
  const stepMs = perSecond === undefined ? 0 : (1_000 * lanes.length) / perSecond;
  const drive = async (shots: readonly Shot[], lane: number) => {
    let socket: Socket | null = null;
    for (const [index, { bytes, positions }] of shots.entries()) {
      const due = began + stepMs * (index + lane / lanes.length);
      await until(due);
      if (performance.now() - began > forMilliseconds) break;
      socket = await stillOpen(socket, port);
      // A request that had to wait for the one before it was due all the same.
      const from = stepMs > 0 ? due : performance.now();
      const { status, text, closes } = await exchange(socket, bytes);
      const took = performance.now() - from;
      if (closes) {
        socket.destroy();
        socket = null;
      }
      if (status === 503 || status === 429) {
        if (!/^retry-after: /im.test(text)) throw new Error(`a refusal without Retry-After: ${text}`);
        result.refused += 1;
        result.refusalLatencies.push(took);
      } else if (status === 200) {
        result.acknowledged += positions;
        result.latencies.push(took);
      } else throw new Error(`status ${status}: ${text.slice(0, 500)}`);
    }
    socket?.destroy();
  };
  await Promise.all(lanes.map(drive));
  const sorted = (values: number[]) => values.toSorted((a, b) => a - b);
  return {
    ...result,
    latencies: sorted(result.latencies),
    refusalLatencies: sorted(result.refusalLatencies),
    wallMilliseconds: performance.now() - began,
  };
}

async function until(due: number): Promise<void> {
  if (due > performance.now()) await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
}

/** The connection of a lane, or a new one where there is none or the server has closed it. */
async function stillOpen(socket: Socket | null, port: number): Promise<Socket> {
  return socket && !socket.closed ? socket : open(port);
}

async function open(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  // A server that closes while nothing is asked of it fails nobody; whoever waits for an answer hears of it.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly closes: boolean;
}

/** Answers tell their length, and come one at a time. */
function exchange(socket: Socket, bytes: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const done = (settle: () => void) => {
      socket.off('data', hear).off('error', fail).off('close', close);
      settle();
    };
    const fail = (error: Error) => done(() => reject(error));
    const close = () => done(() => reject(new Error(`the connection was closed after ${JSON.stringify(text)}`)));
    const hear = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const headEnds = text.indexOf('\r\n\r\n');
      if (headEnds < 0) return;
      const length = Number(/^content-length: (\d+)\r?$/im.exec(text.slice(0, headEnds + 2))?.[1] ?? 0);
      if (text.length < headEnds + 4 + length) return;
      const status = Number(text.slice(9, 12));
      const closes = /^connection: close\r?$/im.test(text.slice(0, headEnds + 2));
      done(() => resolve({ status, text, closes }));
    };
    socket.on('data', hear).on('error', fail).on('close', close);
    socket.write(bytes);
  });
}
