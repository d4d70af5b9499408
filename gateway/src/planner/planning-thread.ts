import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadReply } from './thread-reply.ts';

/** A thread that holds the planner of one supergraph. It takes one document at a time. */
export interface PlanningThread {
  /** What callers may ask, as SDL. */
  readonly apiSchemaSdl: string;
  /** Whether it is over, asked for or not. */
  readonly ended: boolean;
  /** Plans a document. Null when time was over or the thread broke: it is of no more use then and is to be ended. */
  plan(document: string, limitMs: number): Promise<ThreadReply | null>;
  /** Ends it at once, whatever it does. */
  end(): Promise<void>;
}

/** A plan that needs more memory costs this thread and nothing else. */
const MAX_HEAP_MEGABYTES = 512;

/** Starts a thread. Fails when it cannot read the supergraph. */
export async function startPlanningThread(supergraphSdl: string): Promise<PlanningThread> {
  const worker = new Worker(new URL('thread-main.ts', import.meta.url), {
    workerData: supergraphSdl,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MEGABYTES },
    // Switches of the process are for its main thread.
    execArgv: [],
  });
  worker.on('error', () => undefined); // whoever waits for a reply hears of it
  let ended = false;
  worker.once('exit', () => (ended = true));
  const end = async () => void (await worker.terminate());
  const first = await replyOf(worker);
  if (first.kind !== 'ready') {
    await end();
    throw new Error(`the supergraph cannot be read: ${first.kind === 'failed' ? first.reason : first.kind}`);
  }
  worker.unref(); // it keeps nobody alive while it has nothing to do
  return {
    apiSchemaSdl: first.apiSchemaSdl,
    end,
    get ended() {
      return ended;
    },
    async plan(document, limitMs) {
      worker.ref();
      const reply = replyOf(worker, AbortSignal.timeout(limitMs));
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has none
      worker.postMessage(document);
      try {
        return await reply;
      } catch {
        return null;
      } finally {
        worker.unref();
      }
    },
  };
}

async function replyOf(worker: Worker, signal?: AbortSignal): Promise<ThreadReply> {
  const [reply] = (await once(worker, 'message', signal ? { signal } : {})) as [ThreadReply]; // as thread-main.ts says them
  return reply;
}
