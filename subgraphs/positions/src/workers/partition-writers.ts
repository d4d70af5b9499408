import { UnavailableError, type Database, type Logger, type Service } from '@trekker/kit';

import { appendPositions } from '../actions/append-positions.ts';
import type { NewPosition } from '../domain/new-position.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import { PATIENCE_MS, settleWithin } from './settle-within.ts';

/** What became of a position: `new`, or `known` when the same position was on disk before. */
export type Outcome = 'new' | 'known';

/** Gathers what arrives for a few milliseconds and commits it together. */
export interface PartitionWriters extends Service {
  /**
   * Resolves when the positions are on disk, with what became of each. Fails with UNAVAILABLE at once when too much is
   * waiting, and when the database refuses or does not answer before the end: then nothing is known of them and they may be
   * sent again.
   */
  write(partition: number, positions: readonly NewPosition[]): Promise<readonly Outcome[]>;
}

interface Waiting {
  readonly positions: readonly NewPosition[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (failure: unknown) => void;
}

/** Most rows of one commit, but for those written together; more only makes everybody wait longer. */
const MOST_PER_COMMIT = 5_000;
/** Most commits under way at once, so that intake leaves connections to readers. */
const MOST_COMMITS = 4;

export interface PartitionWritersOptions {
  readonly database: Database;
  /** How long to wait for further positions before a commit, in milliseconds. */
  readonly gatherMs: number;
  /** Most positions waiting at once. */
  readonly maxWaiting: number;
  readonly log: Logger;
}

/** One writer per partition, so that one transaction per partition is under way while the next gathers. */
export function createPartitionWriters(options: PartitionWritersOptions): PartitionWriters {
  return new Writers(options);
}

class Writers implements PartitionWriters {
  readonly name = 'partition writers';
  readonly #options: PartitionWritersOptions;
  readonly #queues = Array.from({ length: POSITION_PARTITIONS }, (): Waiting[] => []);
  /** What each commit under way will answer, by partition. */
  readonly #busy = new Map<number, readonly Waiting[]>();
  #lastServed = -1;
  #waiting = 0;
  #idle: PromiseWithResolvers<void> | undefined;
  #draining: Promise<void> | undefined;

  constructor(options: PartitionWritersOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {}

  drain(): Promise<void> {
    return (this.#draining ??= this.#finish());
  }

  /** What the drain did not bring to disk is refused, also where its commit is under way: it may be sent again. */
  async stop(): Promise<void> {
    await this.drain();
    const refusal = new UnavailableError('intake stopped before the position was stored; send it again');
    const queued = this.#queues.flatMap((queue) => queue.splice(0));
    this.#waiting -= countOf(queued);
    for (const { reject } of [...this.#busy.values()].flat().concat(queued)) reject(refusal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  write(partition: number, positions: readonly NewPosition[]): Promise<readonly Outcome[]> {
    const { maxWaiting, gatherMs } = this.#options;
    if (this.#draining) return Promise.reject(new UnavailableError('intake is stopping; send it again'));
    if (this.#waiting + positions.length > maxWaiting) {
      return Promise.reject(new UnavailableError(`more than ${maxWaiting} positions are waiting to be stored`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting += positions.length;
      if (this.#queues[partition]?.push({ positions, resolve, reject }) === 1) setTimeout(() => this.#pump(), gatherMs);
    });
  }

  async #finish(): Promise<void> {
    if (this.#waiting === 0) return;
    this.#idle = Promise.withResolvers<void>();
    this.#pump();
    await settleWithin([this.#idle.promise], PATIENCE_MS);
  }

  /**
   * Begins a commit for every partition that has something waiting and none under way. It starts behind the partition
   * served last, so that busy ones never keep the others from their turn.
   */
  #pump(): void {
    const first = this.#lastServed + 1;
    for (let step = 0; step < POSITION_PARTITIONS && this.#busy.size < MOST_COMMITS; step += 1) {
      const partition = (first + step) % POSITION_PARTITIONS;
      const queue = this.#queues[partition];
      if (!queue?.length || this.#busy.has(partition)) continue;
      const batch = queue.splice(0, fitting(queue));
      this.#busy.set(partition, batch);
      this.#lastServed = partition;
      void this.#commit(partition, batch);
    }
  }

  async #commit(partition: number, batch: readonly Waiting[]): Promise<void> {
    const { database, log } = this.#options;
    const positions = batch.flatMap((waiting) => waiting.positions);
    try {
      const added = await appendPositions(database, partition, positions);
      for (const waiting of batch)
        waiting.resolve(waiting.positions.map((position) => (added.has(position) ? 'new' : 'known')));
    } catch (cause) {
      log.error({ err: cause, partition, positions: positions.length }, 'positions could not be committed');
      for (const { reject } of batch)
        reject(new UnavailableError('the position could not be stored; send it again', { cause }));
    }
    this.#waiting -= positions.length;
    this.#busy.delete(partition);
    this.#pump();
    if (this.#waiting === 0) this.#idle?.resolve();
  }
}

function countOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { positions }) => sum + positions.length, 0);
}

/** How many of a queue go into one commit: at least one. */
function fitting(queue: readonly Waiting[]): number {
  let rows = 0;
  const beyond = queue.findIndex(({ positions }) => (rows += positions.length) > MOST_PER_COMMIT);
  return beyond < 0 ? queue.length : Math.max(beyond, 1);
}
