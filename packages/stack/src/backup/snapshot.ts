import type { DatabaseAddress } from '@trekker/kit';
import postgres, { type Sql, type TransactionSql } from 'postgres';

import { connectionOptions, NO_TIME_LIMIT } from '../postgres/connect.ts';

/** Several connections that see one and the same state of a database. */
export interface Snapshot extends AsyncDisposable {
  /** One per connection, each for one user at a time. */
  readonly readers: readonly TransactionSql[];
}

/**
 * Opens connections that read the state of this very instant for as long as they like, while others write. Fails unless
 * the role sees every row: one that row-level security hides rows from would leave them out.
 */
export async function openSnapshot(address: DatabaseAddress, readers: number): Promise<Snapshot> {
  const sql = postgres({ ...connectionOptions(address), ...PATIENT, max: readers });
  const ended = Promise.withResolvers<void>();
  const running: Promise<unknown>[] = [];
  const close = async () => {
    ended.resolve();
    await Promise.allSettled(running);
    await sql.end({ timeout: 5 });
  };
  try {
    const first = await openReader(sql, { running, ended: ended.promise, name: null });
    const [row] = await first<{ name: string }[]>`select pg_export_snapshot() as name`;
    const opening = { running, ended: ended.promise, name: row?.name ?? '' };
    const others = await Promise.all(Array.from({ length: readers - 1 }, () => openReader(sql, opening)));
    return { readers: [first, ...others], [Symbol.asyncDispose]: close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

const PATIENT = {
  onnotice: () => {},
  prepare: false,
  idle_timeout: 0,
  connection: {
    application_name: 'trekker backup',
    options: NO_TIME_LIMIT,
    TimeZone: 'UTC',
    // A row that a policy would hide is an error, and is not left out in silence.
    row_security: 'off',
  },
};

interface Opening {
  readonly running: Promise<unknown>[];
  /** Ends the transactions. */
  readonly ended: Promise<void>;
  /** The snapshot to share; null: one of its own. */
  readonly name: string | null;
}

async function openReader(sql: Sql, { running, ended, name }: Opening): Promise<TransactionSql> {
  const opened = Promise.withResolvers<TransactionSql>();
  const transaction = sql.begin('isolation level repeatable read read only', async (reader) => {
    if (name !== null) await reader.unsafe(`set transaction snapshot '${name}'`);
    opened.resolve(reader);
    await ended;
  });
  transaction.catch(opened.reject);
  running.push(transaction);
  return opened.promise;
}
