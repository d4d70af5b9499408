import { PgDialect } from 'drizzle-orm/pg-core';
import { PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js';
import type { Sql, TransactionSql } from 'postgres';

import { appendQueued, lockHeads, writeEntries, type Behind, type LockedHead } from '../event-log/append.ts';
import { headKey, headOf, type Entry, type Head, type NewEntry } from '../event-log/entry.ts';

/** SQL inside a transaction, with kit's types. */
export type TxSql = TransactionSql<{ instant: number; count: number }>;

/** One open transaction of one handle. It ends with the function it was handed to. */
export interface Tx {
  /** Hand-written SQL. */
  readonly sql: TxSql;
  /** Drizzle on the same transaction. */
  readonly db: PostgresJsDatabase;
  /**
   * Appends an entry to the event log when the function has returned, as the last statements of the transaction:
   * the locks of the log's heads are then held only for the commit, and always taken in the same order.
   */
  publish(entry: NewEntry): void;
  /** Locks a head now, for writers that must know the offsets before they write their rows. */
  lockHead(head: Head): Promise<LockedHead>;
  /** The same for several at once, in the order in which everybody locks them. */
  lockHeads(heads: readonly Head[]): Promise<LockedHead[]>;
  /** Appends entries behind heads locked in this transaction. */
  append(behind: readonly Behind[]): Promise<void>;
  /**
   * Appends entries with a statement that is sent at once, for rows that name their entry's offset and are written without
   * waiting for it: `next_offset` of the head is one more than that of its last entry until the transaction ends. At most
   * one call per transaction, and only where whatever follows was sent ahead as well, as the heads are locked from here on.
   */
  appendAhead(entries: readonly NewEntry[]): Promise<void>;
  /** Runs once the transaction is committed, never when it is rolled back. */
  afterCommit(effect: () => void): void;
}

/** What a handle keeps about a transaction beside what it hands out. */
export interface OpenTx extends Tx {
  /** See `ConsumerTx`. */
  muted<T>(fn: () => Promise<T>): Promise<T>;
  /** See `ConsumerTx`. */
  lastly(statement: () => Promise<void>): void;
  readonly last: (() => Promise<void>)[];
  readonly queued: NewEntry[];
  readonly appended: Entry[];
  readonly effects: (() => void)[];
}

/** Wraps a transaction of postgres.js. */
export function openTx(sql: TxSql): OpenTx {
  const last: (() => Promise<void>)[] = [];
  const queued: NewEntry[] = [];
  const appended: Entry[] = [];
  const effects: (() => void)[] = [];
  let db: PostgresJsDatabase | undefined;
  let isMuted = false;
  const mayLock = (heads: readonly Head[]) => {
    if (isMuted) throw new Error(`${heads.map(headKey).join(', ')} must not be locked where nothing is published`);
  };
  const lock = async (heads: readonly Head[]) => {
    mayLock(heads);
    return lockHeads(sql, heads);
  };
  return {
    sql,
    get db() {
      return (db ??= drizzleOn(sql));
    },
    last,
    lastly: (statement) => void last.push(statement),
    queued,
    appended,
    effects,
    lockHead: async (head) => (await lock([head]))[0] as LockedHead,
    lockHeads: lock,
    append: async (behind) => void appended.push(...(await writeEntries(sql, behind))),
    async appendAhead(entries) {
      mayLock(entries.map(headOf));
      appended.push(...(await appendQueued(sql, entries)));
    },
    publish: (entry) => void (isMuted || queued.push(entry)),
    async muted(fn) {
      isMuted = true;
      try {
        return await fn();
      } finally {
        isMuted = false;
      }
    },
    afterCommit: (effect) => void effects.push(effect),
  };
}

const dialect = new PgDialect();

/** As `drizzle()` would, but for the types: it puts its own in the place of those that everybody else reads by. */
function drizzleOn(sql: TxSql): PostgresJsDatabase {
  // A transaction has all of a client that a session asks for.
  const session = new PostgresJsSession(sql as unknown as Sql, dialect, undefined, {});
  return new PostgresJsDatabase(dialect, session, undefined);
}
