import { uuidv7, type Database, type LockedHead, type NewEntry, type TxSql } from '@trekker/kit';
import type { Sql } from 'postgres';

import { changed } from './wrong-handles.ts';

/** Makes the sequence that {@link sequencedOffsets} takes offsets from, beginning with 0. */
export async function createSequence(sql: Sql): Promise<void> {
  await sql`create sequence log.sequenced minvalue 0 start 0`;
  await sql`grant usage on sequence log.sequenced to trekker_consumer`;
}

/** Handles that take offsets from a sequence in place of a locked head, so that nobody waits for another's commit. */
export function sequencedOffsets(database: Database): Database {
  return {
    ...database,
    withConsumer: (fn) =>
      database.withConsumer((tx) =>
        fn(
          changed(tx, {
            async lockHeads(heads) {
              const [row] = await tx.sql<{ next: number }[]>`select nextval('log.sequenced') as next`;
              return heads.map((head) => ({ ...head, nextOffset: row?.next ?? 0, at: Date.now() }));
            },
            async append(behind) {
              for (const { head, entries } of behind) for (const entry of entries) await insert(tx.sql, head, entry);
            },
          }),
        ),
      ),
  };
}

/** One entry, of which there is one per offset taken. */
async function insert(sql: TxSql, head: LockedHead, { type, version = 1, subject, body }: NewEntry): Promise<void> {
  await sql`
    insert into log.entries (topic, tenant_id, partition, "offset", id, kind, type, version, subject_id, at, body)
    values (${head.topic}, ${head.tenantId}, ${head.partition}, ${head.nextOffset}, ${uuidv7()}, 'data', ${type},
      ${version}, ${subject}, ${head.at}, ${Buffer.from(body ?? [])})`;
}
