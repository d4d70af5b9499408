import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';

import { migrate, type DatabaseAddress, type Logger, type Migrations } from '@trekker/kit';
import postgres, { type Sql, type TransactionSql } from 'postgres';

import type { BackupTable } from '../backup/manifest.ts';
import { columnList, listTables, quoted, type TablePlace } from '../backup/tables.ts';
import { connectionOptions, NO_TIME_LIMIT } from '../postgres/connect.ts';
import type { VerifiedBackup } from './verify-backup.ts';

export interface RestoreOptions {
  readonly backup: VerifiedBackup;
  /** An empty database; signs in as its server's superuser. */
  readonly address: DatabaseAddress;
  readonly services: readonly Migrations[];
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Fills an empty database with what a backup holds: migrated to where the backed up one stood, all rows in one
 * transaction, counted, then migrated to where this code stands. Fails, and leaves no rows, when anything is not as the
 * backup says; fails before it changes anything when the database holds a table.
 */
export async function restoreDatabase(options: RestoreOptions): Promise<void> {
  const { backup, address, services, log } = options;
  const { migrations, tables } = backup.manifest;
  const sql = postgres({ ...connectionOptions(address), ...PATIENT, max: 1 });
  try {
    await assertEmpty(sql);
    const applied = new Set(migrations.map(({ service, file }) => `${service}/${file}`));
    const migrating = { address, services, secret: backup.secret, log };
    await migrate({ ...migrating, upTo: ({ service, file }) => applied.has(`${service}/${file}`) });
    await sql.begin(async (tx) => {
      await makePartitions(tx, tables);
      await emptyTables(tx);
      // Rows come as they were: no trigger fires, and whatever they refer to may come later.
      await tx`set local session_replication_role = replica`;
      for (const table of tables) await fill(tx, table, options);
    });
    await migrate(migrating);
    await sql`analyze`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

const PATIENT = {
  onnotice: () => {},
  prepare: false,
  connection: {
    application_name: 'trekker restore',
    options: NO_TIME_LIMIT,
    TimeZone: 'UTC',
  },
};

async function assertEmpty(sql: Sql): Promise<void> {
  const [found] = await sql<{ name: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname not in ('pg_catalog', 'information_schema')
      and n.nspname not like 'pg\_toast%' and n.nspname not like 'pg\_temp%' order by 1 limit 1`;
  if (found) throw new Error(`the database is not empty: it has ${found.name}; restore into one that has nothing`);
}

/** Days of the history have partitions that no migration made. */
async function makePartitions(tx: TransactionSql, tables: readonly BackupTable[]): Promise<void> {
  const there = new Set((await listTables(tx as unknown as Sql)).map(nameOf));
  for (const table of tables.filter((one) => !there.has(nameOf(one)))) {
    const { partition } = table;
    const name = nameOf(table);
    if (!partition) throw new Error(`the migrations of the backup make no table ${name}, and it has rows for one`);
    await tx.unsafe(`set local role trekker_owner;
      create table ${name} partition of ${partition.of} ${partition.bound};
      alter table ${name} enable row level security;
      alter table ${name} force row level security;
      reset role`);
  }
}

/** What migrations themselves wrote is in the backup as well. */
async function emptyTables(tx: TransactionSql): Promise<void> {
  const names = (await listTables(tx as unknown as Sql)).map(nameOf);
  await tx.unsafe(`truncate ${names.join(', ')}`);
}

async function fill(tx: TransactionSql, table: BackupTable, { backup, say, signal }: RestoreOptions): Promise<void> {
  signal.throwIfAborted();
  const name = nameOf(table);
  const target = await tx.unsafe(`copy ${name} (${columnList(table)}) from stdin`).writable();
  await pipeline(createReadStream(join(backup.folder, table.file.path)), createZstdDecompress(), target, { signal });
  const [row] = await tx.unsafe<{ count: string }[]>(`select count(*) as count from ${name}`);
  if (Number(row?.count) !== table.rows)
    throw new Error(`${name} must have ${table.rows} rows after ${table.file.path}, got ${row?.count}`);
  say(`${table.schema}.${table.name}: ${table.rows} rows`);
}

function nameOf({ schema, name }: TablePlace): string {
  return quoted(schema, name);
}
