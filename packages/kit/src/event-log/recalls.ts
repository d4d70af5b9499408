import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../clock.ts';
import type { Database } from '../database/database.ts';
import type { TxSql } from '../database/transaction.ts';
import type { CheckpointPlace } from './checkpoint.ts';
import { headKey, type Head } from './entry.ts';
import { noteReader, recallHead, releaseHead } from './recall.ts';

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 250;
/** Putting back a head of a hundred million positions takes minutes. */
const PATIENCE_MS = HOUR_MS;

/** What a consumer asks of those who trim its topic, as one of its processes does. */
export class Recalls {
  readonly #place: CheckpointPlace;
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #asked = new Map<string, Head>();
  #seenAt = -Infinity;

  constructor(place: CheckpointPlace, { database, clock }: { database: Database; clock: Clock }) {
    this.#place = place;
    this.#database = database;
    this.#clock = clock;
  }

  /** Tells from time to time that the consumer runs. */
  async seen(sql: TxSql, topic: string): Promise<void> {
    if (this.#clock.now() - this.#seenAt < HOUR_MS) return;
    await noteReader(sql, this.#place, topic);
    this.#seenAt = this.#clock.now();
  }

  /** Asks for all entries of a head; they are given back when `caughtUp` is called. */
  async ask(head: Head): Promise<void> {
    this.#asked.set(headKey(head), head);
    await recallHead(this.#database, this.#place, head);
  }

  /** The consumer came to the end of a head. Where this fails it is made up for when it comes there again. */
  async caughtUp(head: Head): Promise<void> {
    if (!this.#asked.has(headKey(head))) return;
    await releaseHead(this.#database, this.#place, head);
    this.#asked.delete(headKey(head));
  }

  /** Does something while all entries of a head are there. */
  async whole<T>(head: Head, signal: AbortSignal, fn: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    try {
      while (!(await recallHead(this.#database, this.#place, head))) {
        if (performance.now() > giveUpAt) throw new Error(`nobody puts entries of ${headKey(head)} back`);
        await sleep(LOOK_EVERY_MS, undefined, { signal });
      }
      return await fn();
    } finally {
      await releaseHead(this.#database, this.#place, head);
    }
  }
}
