import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { FencedError, type CheckpointPlace } from './checkpoint.ts';
import { DEFAULT_BATCH, deriveNext } from './derive.ts';
import { compareHeads, headKey, type Head } from './entry.ts';
import { noteFailure, type HeadProgress } from './head-progress.ts';
import type { KeptHeads } from './kept-heads.ts';
import type { Projection } from './projection.ts';
import { TrimmedError } from './recall.ts';
import type { Recalls } from './recalls.ts';
import type { LogTail } from './tail.ts';
import { Turns } from './turns.ts';

export interface DerivingOptions {
  readonly database: Database;
  readonly tail: LogTail;
  readonly clock: Clock;
  readonly log: Logger;
  readonly place: CheckpointPlace;
  readonly heads: KeptHeads;
  readonly recalls: Recalls;
  /** How long to wait before entries that were taken out of the log are looked for again, in milliseconds. */
  readonly retryTrimmedMs: number;
  /** Whether this process derives from a head now. */
  readonly mayDerive: (head: Head) => boolean;
  readonly signal: AbortSignal;
  /** Keeps whoever stops the runner waiting for work under way. */
  readonly track: (work: Promise<unknown>) => void;
  /** Called when something was derived, or could not be. */
  readonly derived: () => void;
}

/** The pause behind a transaction: what is shown may be so much older under load, for the sake of fewer transactions. */
const REST = { longestRestMs: 25, restTimes: 1 };
/** The same of what gathers. */
const GATHERING_REST = { longestRestMs: 100, restTimes: 3 };

/** Derives from heads that the log has more of: several in one transaction while each has little to say. */
export class Deriving {
  readonly #projection: Projection;
  readonly #name: string;
  readonly #options: DerivingOptions;
  /** Heads of which the log is known to hold more than is derived, those first that have waited longest. */
  readonly #behind = new Set<HeadProgress>();
  readonly #turns: Turns;

  constructor(projection: Projection, options: DerivingOptions) {
    this.#projection = projection;
    this.#name = `${options.place.schema}.${projection.name}`;
    this.#options = options;
    const full = projection.batch ?? DEFAULT_BATCH;
    this.#turns = new Turns({
      waiting: () => this.#waitingEntries(full),
      full,
      take: () => this.#nextRun(full),
      ...(projection.gathers ? GATHERING_REST : REST),
    });
  }

  /** Derives from a head as soon as it is its turn, unless nothing new is known of it or somebody does already. */
  wake(progress: HeadProgress): void {
    this.#noteBehind(progress);
    this.#turns.wake();
  }

  stop(): void {
    this.#turns.stop();
  }

  #noteBehind(progress: HeadProgress): void {
    const { offset, known, running, retryAt } = progress;
    if (offset < known && !running && retryAt <= this.#options.clock.now()) this.#behind.add(progress);
  }

  /** Entries that may be derived from now, counted until there are enough. */
  #waitingEntries(enough: number): number {
    let entries = 0;
    for (const progress of this.#behind) {
      if (this.#isOurs(progress)) entries += progress.known - progress.offset;
      else this.#behind.delete(progress);
      if (entries >= enough) break;
    }
    return entries;
  }

  /**
   * Takes the heads that waited longest, as many as `enough` entries are of; one that failed goes alone. They are derived
   * from in the order in which everybody takes heads: what is locked for one stays locked while the next is derived from.
   */
  #nextRun(enough: number): () => Promise<void> {
    const taken: HeadProgress[] = [];
    let entries = 0;
    for (const progress of this.#behind) {
      if (progress.alone && taken.length > 0) continue;
      this.#behind.delete(progress);
      if (!this.#isOurs(progress)) continue;
      progress.running = true;
      taken.push(progress);
      entries += progress.known - progress.offset;
      if (progress.alone || entries >= enough) break;
    }
    taken.sort((a, b) => compareHeads(a.head, b.head));
    return () => {
      const work = this.#derive(taken);
      this.#options.track(work);
      return work;
    };
  }

  #isOurs(progress: HeadProgress): boolean {
    const { heads, mayDerive } = this.#options;
    return heads.known(progress.head) === progress && mayDerive(progress.head);
  }

  async #derive(taken: readonly HeadProgress[]): Promise<void> {
    try {
      await this.#step(taken);
      for (const progress of taken) {
        Object.assign(progress, { failures: 0, alone: false });
        // What was derived is committed, whether or not this can be said now.
        if (progress.offset >= progress.known) this.#options.track(this.#options.recalls.caughtUp(progress.head));
      }
    } catch (failure) {
      this.#failed(taken, failure);
    } finally {
      for (const progress of taken) {
        progress.running = false;
        if (this.#options.heads.known(progress.head) === progress) this.#noteBehind(progress);
      }
    }
    this.#options.derived();
  }

  async #step(taken: readonly HeadProgress[]): Promise<void> {
    const { database, tail, place } = this.#options;
    const derived = await database.withConsumer((tx) =>
      deriveNext(tx, { projection: this.#projection, place, tail }, taken),
    );
    for (const [index, { from, to, deadline }] of derived.entries()) {
      const progress = taken[index] as HeadProgress;
      if (to === from) progress.known = from; // the wake-up was ahead of what can be read; the poll looks again
      progress.offset = to;
      if (deadline !== undefined) progress.deadline = deadline;
    }
  }

  /** One head that cannot be derived from must not keep others from it: after a failure each is tried alone. */
  #failed(taken: readonly HeadProgress[], failure: unknown): void {
    const [progress, ...others] = taken;
    for (const { head } of taken) this.#projection.forget?.(head);
    if (!progress || this.#options.signal.aborted) return;
    if (others.length > 0) {
      for (const one of taken) one.alone = true;
      return;
    }
    this.#failedAlone(progress, failure);
  }

  #failedAlone(progress: HeadProgress, failure: unknown): void {
    const { clock, log, recalls, track, retryTrimmedMs } = this.#options;
    progress.alone = true;
    if (failure instanceof TrimmedError) {
      progress.retryAt = clock.now() + retryTrimmedMs;
      track(recalls.ask(progress.head));
      return;
    }
    if (failure instanceof FencedError) {
      this.#options.heads.forget(progress.head);
      log.warn({ projection: this.#name, head: headKey(progress.head) }, failure.message);
      return;
    }
    noteFailure(progress, clock.now());
    log.error(
      { err: failure, projection: this.#name, head: headKey(progress.head), offset: progress.offset },
      'cannot derive',
    );
  }
}
