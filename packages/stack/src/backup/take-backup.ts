import { readFileSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { isUuid, type DatabaseAddress, type Secret } from '@trekker/kit';
import type { Sql, TransactionSql } from 'postgres';

import { copyOut } from './copy-out.ts';
import { keepFiles } from './kept-files.ts';
import { FORMAT, writeManifest, type BackupTable, type Manifest } from './manifest.ts';
import { noteBackup } from './note-backup.ts';
import { openSnapshot } from './snapshot.ts';
import { columnList, listTables, quoted, type CatalogTable } from './tables.ts';
import { tenantCondition } from './tenant-rows.ts';

export interface BackupOptions {
  /** Signs in as a role that sees every row: a superuser, or one with BYPASSRLS. */
  readonly address: DatabaseAddress;
  readonly secret: Secret;
  readonly dataDir: string;
  /** Where it goes: a folder that is empty or not there yet. */
  readonly folder: string;
  /** Short name of the one tenant to back up; null: everything. */
  readonly tenant: string | null;
  /** Is told of each table that is done. */
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Connections that read at once. */
const READERS = 2;

/**
 * Writes everything an installation keeps into a folder, as of one instant, while it goes on working: each table from the
 * same snapshot, and the files of the data folder as they were just before. What fails leaves a folder without a manifest.
 */
export async function takeBackup(options: BackupOptions): Promise<Manifest> {
  const { address, dataDir, folder, say, signal } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length)
    throw new Error(`${folder} is not empty; name a folder that is, or is not there yet`);
  await mkdir(join(folder, 'tables'), { mode: 0o700 });
  const files = options.tenant === null ? await keepFiles(dataDir, folder) : [];
  await using snapshot = await openSnapshot(address, READERS);
  const [first] = snapshot.readers;
  if (!first) throw new Error('no connection reads');
  const facts = await readFacts(first);
  const tenantId = options.tenant === null ? null : await findTenant(first, options.tenant);
  const waiting = await listTables(first as unknown as Sql);
  const tables: BackupTable[] = [];
  await Promise.all(
    snapshot.readers.map(async (reader) => {
      for (let table = waiting.shift(); table; table = waiting.shift()) {
        signal.throwIfAborted();
        const { bytes: _, ...place } = table;
        const done = await copyOut(reader, {
          query: queryOf(table, tenantId),
          folder,
          path: `tables/${table.schema}.${table.name}.copy.zst`,
        });
        tables.push({ ...place, ...done });
        say(`${table.schema}.${table.name}: ${done.rows} rows`);
      }
    }),
  );
  const product = version();
  const byName = tables.toSorted((a, b) => (a.file.path < b.file.path ? -1 : 1));
  const manifest = { format: FORMAT, product, tenant: options.tenant, ...facts, tables: byName, files };
  await writeManifest(folder, manifest, options.secret);
  if (options.tenant === null) await noteBackup(address, manifest, say);
  return manifest;
}

function queryOf(table: CatalogTable, tenantId: string | null): string {
  const rows = `select ${columnList(table)} from ${quoted(table.schema, table.name)}`;
  return tenantId === null ? rows : `${rows} where ${tenantCondition(table, tenantId)}`;
}

async function readFacts(
  sql: TransactionSql,
): Promise<Pick<Manifest, 'takenAt' | 'postgres' | 'migrations' | 'heads'>> {
  const [row] = await sql<{ at: Date; version: string }[]>`
    select now() as at, current_setting('server_version') as version`;
  const migrations = await sql<{ service: string; file: string; sha256: string }[]>`
    select service, file, sha256 from public.migrations order by service, file`;
  const heads = await sql<{ head: string; next: string }[]>`
    select format('%s/%s/%s', topic, tenant_id, partition) as head, next_offset as next from log.heads order by 1`;
  return {
    takenAt: (row?.at ?? new Date(0)).toISOString(),
    postgres: row?.version ?? '',
    migrations: [...migrations],
    heads: Object.fromEntries(heads.map(({ head, next }) => [head, Number(next)])),
  };
}

async function findTenant(sql: TransactionSql, slug: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select tenant_id as id from directory.names where kind = 'tenant' and name = ${slug}`;
  if (row && isUuid(row.id)) return row.id;
  throw new Error(`there is no tenant with the short name ${JSON.stringify(slug)}`);
}

function version(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
