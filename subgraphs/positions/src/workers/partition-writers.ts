import { UnavailableError, type Database, type Logger, type Service } from '@trekker/kit';

import { appendPositions } from '../actions/append-positions.ts';
import { keyOf, type NewPosition } from '../domain/new-position.ts';
import { POSITION_PARTITIONS } from '../events.ts';

/** What became of a position: `new`, or `known` when the same position was on disk before. */
export type Outcome = 'new' | 'known';

/** Gathers what arrives for a few milliseconds and commits it together. */
export interface PartitionWriters extends Service {
  /**
   * Resolves when the position is on disk. Fails with UNAVAILABLE at once when too much is waiting, and when the
   * database refuses: then nothing is known of the position and it may be sent again.
   */
  write(partition: number, position: NewPosition): Promise<Outcome>;
}

interface Waiting {
  readonly position: NewPosition;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (failure: unknown) => void;
}

/** Most rows of one commit; more only makes everybody wait longer. */
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
  readonly #busy = new Set<number>();
  #waiting = 0;
  #idle: PromiseWithResolvers<void> | undefined;
  #stopping = false;

  constructor(options: PartitionWritersOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {}

  async drain(): Promise<void> {
    this.#stopping = true;
    if (this.#waiting === 0) return;
    this.#idle ??= Promise.withResolvers<void>();
    this.#pump();
    await this.#idle.promise;
  }

  stop(): Promise<void> {
    return this.drain();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drain();
  }

  write(partition: number, position: NewPosition): Promise<Outcome> {
    const { maxWaiting, gatherMs } = this.#options;
    if (this.#stopping) return Promise.reject(new UnavailableError('intake is stopping; send it again'));
    if (this.#waiting >= maxWaiting) {
      return Promise.reject(new UnavailableError(`more than ${maxWaiting} positions are waiting to be stored`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting += 1;
      if (this.#queues[partition]?.push({ position, resolve, reject }) === 1) setTimeout(() => this.#pump(), gatherMs);
    });
  }

  /** Begins a commit for every partition that has something waiting and none under way. */
  #pump(): void {
    for (const [partition, queue] of this.#queues.entries()) {
      if (this.#busy.size >= MOST_COMMITS) return;
      if (!queue.length || this.#busy.has(partition)) continue;
      this.#busy.add(partition);
      void this.#commit(partition, queue.splice(0, MOST_PER_COMMIT));
    }
  }

  async #commit(partition: number, batch: readonly Waiting[]): Promise<void> {
    const { database, log } = this.#options;
    try {
      const positions = batch.map(({ position }) => position);
      const added = new Set(await appendPositions(database, partition, positions));
      for (const { position, resolve } of batch) {
        // Of equal positions in one batch the first is new: `delete` tells whether it was still there.
        resolve(added.delete(keyOf(position.tenantId, position.record)) ? 'new' : 'known');
      }
    } catch (cause) {
      log.error({ err: cause, partition, positions: batch.length }, 'positions could not be committed');
      for (const { reject } of batch)
        reject(new UnavailableError('the position could not be stored; send it again', { cause }));
    }
    this.#waiting -= batch.length;
    this.#busy.delete(partition);
    this.#pump();
    if (this.#waiting === 0) this.#idle?.resolve();
  }
}
