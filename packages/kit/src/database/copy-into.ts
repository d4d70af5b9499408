import { setImmediate } from 'node:timers/promises';

import type { TxSql } from './transaction.ts';

/** Sends rows made by a CopyWriter into a staging table; fails where the server refuses one. For `asLoader` only. */
export async function copyInto(sql: TxSql, table: string, data: Buffer): Promise<void> {
  const writable = await sql`copy ${sql(table)} from stdin (format binary)`.writable();
  await new Promise<void>((resolve, reject) => {
    writable.on('error', reject);
    writable.write(data, (failure) => (failure ? reject(failure) : resolve()));
  });
  writable.end();
  await setImmediate(); // the end is on its way
  // A refusal that comes behind the last byte is told to nobody, and the stream would be waited for in vain. What follows in
  // the transaction fails with it.
  await sql`select`;
}
