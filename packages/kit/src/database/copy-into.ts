import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';

import type { TxSql } from './transaction.ts';

/** Sends rows made by a CopyWriter into a staging table. For `asLoader` only. */
export async function copyInto(sql: TxSql, table: string, data: Buffer): Promise<void> {
  const writable = await sql`copy ${sql(table)} from stdin (format binary)`.writable();
  await pipeline(Readable.from([data]), writable);
}
