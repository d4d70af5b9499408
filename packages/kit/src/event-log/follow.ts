import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Service } from '../service.ts';
import { headKey, type Entry, type Head } from './entry.ts';
import { headOffsets, offsetsBefore, readEntries } from './read.ts';
import type { LogTail } from './tail.ts';

export interface FollowOptions {
  readonly name: string;
  readonly topic: string;
  readonly database: Database;
  readonly tail: LogTail;
  readonly log: Logger;
  /** Offsets to continue behind, by head key; a head that is absent is followed from where it stands at the start. */
  readonly from?: ReadonlyMap<string, number>;
  /** Begin with what was appended at or after this instant, Unix milliseconds; absent: with what comes next. */
  readonly since?: () => number;
  /** Called with the next entries of a head, in order and without a gap. Must not throw. */
  readonly onEntries: (entries: readonly Entry[], head: Head) => void;
  readonly pollMs?: number;
}

const BATCH = 500;

/**
 * Sees every entry of a topic from now on, in every process that follows: for caches and live streams. What must be
 * derived once and kept is a projection instead.
 */
export function followTopic(options: FollowOptions): Service {
  return new Follower(options);
}

class Follower implements Service {
  readonly name: string;
  readonly #options: FollowOptions;
  readonly #offsets: Map<string, number>;
  readonly #reading = new Map<string, Promise<void>>();
  #unsubscribe = () => {};
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: FollowOptions) {
    this.name = `${options.name} follows ${options.topic}`;
    this.#options = options;
    this.#offsets = new Map(options.from);
  }

  async start(): Promise<void> {
    const { database, tail, topic, since } = this.#options;
    // Listening begins before the heads are read, so that nothing falls in between.
    const early: { head: Head; offset: number }[] = [];
    let onMoved = (moved: { head: Head; offset: number }): void => void early.push(moved);
    this.#unsubscribe = tail.onMoved(topic, (moved) => onMoved(moved));
    const { past, present } = await database.withConsumer(async (tx) => ({
      past: since ? await offsetsBefore(tx.sql, topic, since()) : [],
      present: await headOffsets(tx.sql, topic),
    }));
    for (const { head, offset } of [...past, ...present]) {
      if (!this.#offsets.has(headKey(head))) this.#offsets.set(headKey(head), offset);
    }
    onMoved = ({ head, offset }) => void this.#read(head, offset);
    for (const { head, offset } of early) void this.#read(head, offset);
    await this.#poll();
    this.#schedule();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    await this.#polling;
    await Promise.allSettled(this.#reading.values());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** Reads a head at least as far as `to`, one call after the other. */
  #read(head: Head, to: number): Promise<void> {
    const key = headKey(head);
    const reading = (this.#reading.get(key) ?? Promise.resolve())
      .then(() => this.#readOn(head, to))
      .catch((failure: unknown) => {
        if (!this.#stopped)
          this.#options.log.warn({ err: failure, head: key }, 'the log could not be followed; trying again');
      });
    this.#reading.set(key, reading);
    void reading.finally(() => {
      if (this.#reading.get(key) === reading) this.#reading.delete(key);
    });
    return reading;
  }

  async #readOn(head: Head, to: number): Promise<void> {
    const { database, tail, onEntries } = this.#options;
    const key = headKey(head);
    while (!this.#stopped) {
      // A head that came to be after the start is followed from its first entry.
      const after = this.#offsets.get(key) ?? -1;
      if (after >= to) return;
      const entries =
        tail.since(head, after) ??
        (await database.withConsumer((tx) => readEntries(tx.sql, head, { after, limit: BATCH })));
      const last = entries.at(-1);
      if (!last || this.#stopped) return;
      this.#offsets.set(key, last.offset);
      onEntries(entries, head);
    }
  }

  async #poll(): Promise<void> {
    const { database, topic } = this.#options;
    const heads = await database.withConsumer((tx) => headOffsets(tx.sql, topic));
    const behind = heads.filter(({ head, offset }) => (this.#offsets.get(headKey(head)) ?? -1) < offset);
    await Promise.all(behind.map(({ head, offset }) => this.#read(head, offset)));
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      this.#polling = this.#poll()
        .catch((failure: unknown) => {
          if (!this.#stopped)
            this.#options.log.warn({ err: failure, follower: this.name }, 'the log could not be polled');
        })
        .finally(() => this.#schedule());
    }, this.#options.pollMs ?? 1_000);
  }
}
