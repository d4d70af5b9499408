import { Worker } from 'node:worker_threads';

import { defineService, UnavailableError, type Service } from '@trekker/kit';

/** Threads that work on what would hold up the event loop. */
export interface ThreadPool extends Service {
  /**
   * Hands a message to a thread that has nothing to do, once there is one, and gives back its answer. Fails with
   * UNAVAILABLE when too much waits already or the pool stops; otherwise with what the thread failed with.
   * @param transfer buffers that move to the thread instead of being copied.
   */
  run(message: unknown, transfer: readonly ArrayBuffer[]): Promise<unknown>;
}

export interface ThreadPoolOptions {
  readonly name: string;
  /** A module that answers each message with one. */
  readonly module: URL;
  /** Most threads; each is started when it is first needed. */
  readonly threads: number;
  /** Most messages that may wait for a thread. */
  readonly mostWaiting: number;
}

interface Job {
  readonly message: unknown;
  readonly transfer: readonly ArrayBuffer[];
  resolve(answer: unknown): void;
  reject(failure: unknown): void;
}

/** A thread that needs more than this is after something that is no shape. */
const MOST_HEAP_MIB = 1_024;

/** Makes a pool; it starts nothing before there is work. */
export function createThreadPool({ name, module, threads, mostWaiting }: ThreadPoolOptions): ThreadPool {
  const waiting: Job[] = [];
  const busy = new Map<Worker, Job>();
  const idle: Worker[] = [];
  let isStopped = false;

  function dispatch(): void {
    while (waiting.length && (idle.length || busy.size < threads)) {
      const worker = idle.pop() ?? open();
      const job = waiting.shift();
      if (!job) return;
      busy.set(worker, job);
      worker.postMessage(job.message, [...job.transfer]);
    }
  }

  function open(): Worker {
    const worker = new Worker(module, { name, resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MIB } });
    worker.on('message', (answer: unknown) => {
      idle.push(worker);
      finish(worker)?.resolve(answer);
      dispatch();
    });
    worker.on('error', (failure) => finish(worker)?.reject(failure));
    // A thread ends only when it failed or when the pool stops.
    worker.on('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
      finish(worker)?.reject(new UnavailableError(`${name} stopped before it had finished`));
      if (!isStopped) dispatch();
    });
    return worker;
  }

  function finish(worker: Worker): Job | undefined {
    const job = busy.get(worker);
    busy.delete(worker);
    return job;
  }

  return {
    ...defineService({
      name,
      start: async () => undefined,
      async stop() {
        isStopped = true;
        for (const job of waiting.splice(0)) job.reject(new UnavailableError(`${name} stops`));
        await Promise.all([...idle, ...busy.keys()].map((worker) => worker.terminate()));
      },
    }),
    run: (message, transfer) =>
      new Promise((resolve, reject) => {
        if (isStopped || waiting.length >= mostWaiting) {
          reject(new UnavailableError(`${name} has too much to do`));
          return;
        }
        waiting.push({ message, transfer, resolve, reject });
        dispatch();
      }),
  };
}
