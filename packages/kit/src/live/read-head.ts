import type { Tx } from '../database/transaction.ts';
import type { Entry, Head } from '../event-log/entry.ts';
import { headOffset, readEntries } from '../event-log/read.ts';
import type { LogTail } from '../event-log/tail.ts';
import { cursorExpired } from './continuation.ts';

export interface HeadReaderOptions<T> {
  readonly head: Head;
  /** Offset behind which to begin; null: behind everything that is there now. */
  readonly after: number | null;
  readonly tail: LogTail;
  /** Reads as whoever may see the head. */
  readonly read: <R>(fn: (tx: Tx) => Promise<R>) => Promise<R>;
  /** What the reader gets of a run of entries; null ends the stream. */
  readonly pick: (entries: readonly Entry[]) => Promise<readonly T[] | null>;
}

/** Entries read at once. */
const PAGE = 200;
/** How often to look for entries nobody told of, in milliseconds. */
const POLL_MS = 1_000;

/**
 * Reads a head on and on, at the pace of its reader: nothing is kept for one that is slow, the log keeps it. Fails with
 * CURSOR_EXPIRED when the log does not reach to where it begins, or no longer holds it.
 */
export async function readHead<T>(options: HeadReaderOptions<T>): Promise<AsyncIterableIterator<T>> {
  const { head, after, read } = options;
  const { newest, next } = await read(async (tx) => ({
    newest: await headOffset(tx.sql, head),
    next: after === null ? [] : await readEntries(tx.sql, head, { after, limit: 1 }),
  }));
  if (after !== null && after !== newest && next[0]?.offset !== after + 1) throw cursorExpired();
  return new HeadReader(options, after ?? newest);
}

class HeadReader<T> implements AsyncIterableIterator<T> {
  readonly #options: HeadReaderOptions<T>;
  readonly #ready: T[] = [];
  readonly #unsubscribe: () => void;
  #after: number;
  #moved = false;
  #ended = false;
  #wake = () => {};

  constructor(options: HeadReaderOptions<T>, after: number) {
    this.#options = options;
    this.#after = after;
    const { head, tail } = options;
    this.#unsubscribe = tail.onMoved(head.topic, ({ head: moved }) => {
      if (moved.tenantId !== head.tenantId || moved.partition !== head.partition) return;
      this.#moved = true;
      this.#wake();
    });
  }

  async next(): Promise<IteratorResult<T>> {
    while (!this.#ended) {
      const value = this.#ready.shift();
      if (value !== undefined) return { value, done: false };
      try {
        await this.#readOn();
      } catch (failure) {
        this.#end();
        throw failure;
      }
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<T>> {
    this.#end();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readOn(): Promise<void> {
    const { head, tail, read, pick } = this.#options;
    const after = this.#after;
    this.#moved = false;
    const entries =
      tail.since(head, after)?.slice(0, PAGE) ??
      (await read((tx) => readEntries(tx.sql, head, { after, limit: PAGE })));
    const [first] = entries;
    if (!first) return this.#sleep();
    if (first.offset !== after + 1) throw cursorExpired();
    const picked = await pick(entries);
    if (!picked) return this.#end();
    this.#after = after + entries.length;
    this.#ready.push(...picked);
  }

  /** Until the head moved, or it is time to look whether it did. */
  async #sleep(): Promise<void> {
    if (this.#moved || this.#ended) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, POLL_MS);
    });
    clearTimeout(timer);
  }

  #end(): void {
    this.#ended = true;
    this.#unsubscribe();
    this.#wake();
  }
}
