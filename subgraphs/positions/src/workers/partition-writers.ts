import { Turns, UnavailableError, type Database, type Logger, type Service } from '@trekker/kit';

import { appendPositions } from '../actions/append-positions.ts';
import type { NewPosition } from '../domain/new-position.ts';
import { NotStoredError } from '../domain/not-stored-error.ts';
import { POSITION_PARTITIONS } from '../events.ts';
import { CommitPace } from './commit-pace.ts';
import { PATIENCE_MS, settleWithin } from './settle-within.ts';
import { WaitingRows } from './waiting-rows.ts';

/** What became of a position: `new`, or `known` when the same position was on disk before. */
export type Outcome = 'new' | 'known';

/** Gathers what arrives for a few milliseconds and commits it together. */
export interface PartitionWriters extends Service {
  /**
   * Resolves when the positions, all of one tenant, are on disk, with what became of each. Fails with UNAVAILABLE at once
   * when more wait than may, and when the database refuses or does not answer before the end: then nothing is known of them
   * and they may be sent again.
   */
  write(partition: number, positions: readonly NewPosition[]): Promise<readonly Outcome[]>;
  /**
   * Fails with UNAVAILABLE where a tenant's positions could not be stored in time; asked once for all that come together,
   * and before anything is read of them. Where it is only for how much waits, whoever has less waiting than an equal share
   * is still let in, so that one tenant's flood is its own.
   */
  assertRoom(tenantId: string): void;
}

interface Waiting {
  /** By `performance.now`. */
  readonly since: number;
  readonly positions: readonly NewPosition[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (failure: unknown) => void;
}

/** Most rows of one partition in a commit, but for those written together; more only makes everybody wait longer. */
const MOST_PER_PARTITION = 5_000;
/** Rows that fill a commit: further partitions get one of their own. */
const FULL_COMMIT = 2_000;
/** So many may wait whatever the pace was when it was last seen, so that a better one can be seen. */
const ALWAYS_WAIT = 2 * FULL_COMMIT;

export interface PartitionWritersOptions {
  readonly database: Database;
  /** How long to wait for further positions before a commit, in milliseconds. */
  readonly gatherMs: number;
  /** Most positions waiting at once. */
  readonly maxWaiting: number;
  /**
   * While some have waited longer than this for their commit to begin, or as many wait as take longer to store by the pace
   * that was seen, no more are taken; milliseconds.
   */
  readonly maxWaitMs: number;
  readonly log: Logger;
}

/**
 * One writer per partition, so that one transaction per partition is under way while the next gathers. A transaction is for
 * as many partitions as it takes to fill it: by itself it costs more than some hundred positions.
 */
export function createPartitionWriters(options: PartitionWritersOptions): PartitionWriters {
  return new Writers(options);
}

class Writers implements PartitionWriters {
  readonly name = 'partition writers';
  readonly #options: PartitionWritersOptions;
  readonly #queues = Array.from({ length: POSITION_PARTITIONS }, (): Waiting[] => []);
  /** What the commits under way will answer, by partition. */
  readonly #busy = new Map<number, readonly Waiting[]>();
  readonly #turns: Turns;
  readonly #pace = new CommitPace();
  readonly #waiting = new WaitingRows();
  #lastServed = -1;
  #idle: PromiseWithResolvers<void> | undefined;
  #draining: Promise<void> | undefined;

  constructor(options: PartitionWritersOptions) {
    this.#options = options;
    this.#turns = new Turns({
      waiting: () => this.#waitingRows(),
      full: FULL_COMMIT,
      take: () => this.#take(),
      longestRestMs: options.gatherMs,
    });
  }

  async start(): Promise<void> {}

  drain(): Promise<void> {
    return (this.#draining ??= this.#finish());
  }

  /** What the drain did not bring to disk is refused, also where its commit is under way: it may be sent again. */
  async stop(): Promise<void> {
    await this.drain();
    this.#turns.stop();
    const refusal = new UnavailableError('intake stopped before the position was stored; send it again');
    const queued = this.#queues.flatMap((queue) => queue.splice(0));
    this.#leave(queued);
    for (const { reject } of [...this.#busy.values()].flat().concat(queued)) reject(refusal);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  write(partition: number, positions: readonly NewPosition[]): Promise<readonly Outcome[]> {
    const { gatherMs } = this.#options;
    const refusal = this.#isFull(positions.length);
    if (refusal) return Promise.reject(refusal);
    const since = performance.now();
    return new Promise((resolve, reject) => {
      this.#waiting.add(tenantOf(positions), positions.length);
      if (this.#queues[partition]?.push({ since, positions, resolve, reject }) === 1)
        setTimeout(() => this.#turns.wake(), gatherMs);
    });
  }

  assertRoom(tenantId: string): void {
    const { maxWaitMs } = this.#options;
    const full = this.#isFull(1);
    if (full) throw full;
    const now = performance.now();
    const waiting = this.#waiting.total;
    const isSlow = waiting > ALWAYS_WAIT && this.#pace.millisecondsFor(waiting, now) > maxWaitMs;
    if (isSlow && this.#waiting.hasItsShare(tenantId))
      throw new UnavailableError(`positions would wait longer than ${maxWaitMs} ms to be stored`);
    if (now - this.#oldest() > maxWaitMs)
      throw new UnavailableError(`positions have waited longer than ${maxWaitMs} ms to be stored`);
  }

  /** Why so many more cannot be held now, whoever sends them; null where they can. */
  #isFull(more: number): UnavailableError | null {
    const { maxWaiting } = this.#options;
    if (this.#draining) return new UnavailableError('intake is stopping; send it again');
    return this.#waiting.total + more > maxWaiting
      ? new UnavailableError(`more than ${maxWaiting} positions are waiting to be stored`)
      : null;
  }

  async #finish(): Promise<void> {
    if (this.#waiting.total === 0) return;
    this.#idle = Promise.withResolvers<void>();
    this.#turns.wake();
    await settleWithin([this.#idle.promise], PATIENCE_MS);
  }

  /** Since when the longest have waited for their commit to begin; Infinity where nobody waits. */
  #oldest(): number {
    return this.#queues.reduce((oldest, [first]) => Math.min(oldest, first?.since ?? Infinity), Infinity);
  }

  /** Rows that wait for a commit, of partitions that are in none. */
  #waitingRows(): number {
    return this.#queues.reduce((sum, queue, partition) => sum + (this.#busy.has(partition) ? 0 : countOf(queue)), 0);
  }

  /**
   * Takes what goes into the next commit. It starts behind the partition served last, so that busy ones never keep the
   * others from their turn.
   */
  #take(): () => Promise<void> {
    const taken: ToCommit[] = [];
    const first = this.#lastServed + 1;
    let rows = 0;
    for (let step = 0; step < POSITION_PARTITIONS && rows < FULL_COMMIT; step += 1) {
      const partition = (first + step) % POSITION_PARTITIONS;
      const queue = this.#queues[partition];
      if (!queue?.length || this.#busy.has(partition)) continue;
      const batch = queue.splice(0, fitting(queue));
      rows += countOf(batch);
      this.#busy.set(partition, batch);
      this.#lastServed = partition;
      for (const waiting of batch) taken.push({ partition, waiting });
    }
    return () => this.#commit(taken);
  }

  async #commit(taken: readonly ToCommit[]): Promise<void> {
    await this.#write(taken);
    this.#leave(taken.map(({ waiting }) => waiting));
    for (const { partition } of taken) this.#busy.delete(partition);
    if (this.#waiting.total === 0) this.#idle?.resolve();
  }

  #leave(waiting: readonly Waiting[]): void {
    for (const { positions } of waiting) this.#waiting.remove(tenantOf(positions), positions.length);
  }

  /** What the database refuses for its content must not keep others from the disk: it is found by halves. */
  async #write(all: readonly ToCommit[]): Promise<void> {
    const { database, log } = this.#options;
    try {
      const added = await appendPositions(database, positionsOf(all));
      const rows = countOf(all.map(({ waiting }) => waiting));
      const moreWait = this.#waiting.total - rows >= FULL_COMMIT;
      this.#pace.committed(rows, { moreWait, now: performance.now() });
      for (const { waiting } of all)
        waiting.resolve(waiting.positions.map((position) => (added.has(position) ? 'new' : 'known')));
    } catch (cause) {
      if (all.length > 1 && !(cause instanceof UnavailableError)) {
        const half = Math.ceil(all.length / 2);
        await this.#write(all.slice(0, half));
        return await this.#write(all.slice(half));
      }
      log.error({ err: cause, writes: all.length }, 'positions could not be committed');
      const Refusal = cause instanceof UnavailableError ? UnavailableError : NotStoredError;
      for (const { waiting } of all)
        waiting.reject(new Refusal('the position could not be stored; send it again', { cause }));
    }
  }
}

interface ToCommit {
  readonly partition: number;
  readonly waiting: Waiting;
}

function positionsOf(all: readonly ToCommit[]): ReadonlyMap<number, NewPosition[]> {
  const byPartition = Map.groupBy(all, ({ partition }) => partition);
  return new Map(
    [...byPartition].map(([partition, of]) => [partition, of.flatMap(({ waiting }) => waiting.positions)]),
  );
}

function tenantOf([first]: readonly NewPosition[]): string {
  return first?.tenantId ?? '';
}

function countOf(waiting: readonly Waiting[]): number {
  return waiting.reduce((sum, { positions }) => sum + positions.length, 0);
}

/** How many of a queue go into one commit: at least one. */
function fitting(queue: readonly Waiting[]): number {
  let rows = 0;
  const beyond = queue.findIndex(({ positions }) => (rows += positions.length) > MOST_PER_PARTITION);
  return beyond < 0 ? queue.length : Math.max(beyond, 1);
}
