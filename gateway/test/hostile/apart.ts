import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Measure, Measured } from './apart-main.ts';

/** A gateway in a thread of its own, of which it can be told what a request cost it, whatever its clients do. */
export interface GatewayApart extends AsyncDisposable {
  readonly origin: string;
  readonly socketUrl: string;
  /** Processor time in milliseconds that the thread takes while something is done. */
  costOf(work: () => Promise<unknown>): Promise<number>;
  /** The longest that its event loop stands still in 99 of 100 looks while something is done, in milliseconds. */
  delayDuring(work: () => Promise<unknown>): Promise<number>;
  /** Calls of subgraphs so far. */
  calls(): Promise<number>;
}

/** Starts a gateway over the world of the tests in a thread. */
export async function startApart(): Promise<GatewayApart> {
  const worker = new Worker(new URL('apart-main.ts', import.meta.url));
  const [{ origin, socketUrl }] = (await once(worker, 'message')) as [Pick<GatewayApart, 'origin' | 'socketUrl'>];
  const measure = async (what: Measure): Promise<number> => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
    worker.postMessage(what);
    const [{ value }] = (await once(worker, 'message')) as [Measured];
    return value;
  };
  const between = async (what: { from: Measure; to: Measure }, work: () => Promise<unknown>) => {
    const before = await measure(what.from);
    await work();
    return (await measure(what.to)) - before;
  };
  return {
    origin,
    socketUrl,
    costOf: (work) => between({ from: 'processor', to: 'processor' }, work),
    delayDuring: (work) => between({ from: 'watch', to: 'delay' }, work),
    calls: () => measure('calls'),
    async [Symbol.asyncDispose]() {
      await measure('stop');
      await worker.terminate();
    },
  };
}
