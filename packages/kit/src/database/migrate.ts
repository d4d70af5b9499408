import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { ReservedSql } from 'postgres';

import type { Logger } from '../logger.ts';
import type { Secret } from '../secret.ts';
import { databasePassword } from './database.ts';
import type { DatabaseAddress } from './address.ts';
import { openPool } from './pool.ts';
import { CONSUMER_GROUP, DIRECTORY, DIRECTORY_OWNER, LOADER, OWNER, rolesOf, TENANT_GROUP } from './roles.ts';

/** A service's numbered SQL files. Files are never edited once they have landed. */
export interface Migrations {
  readonly service: string;
  readonly folder: string;
}

/** Where kit's own migrations lie. */
export const kitMigrations: Migrations = { service: 'kit', folder: join(import.meta.dirname, '../../migrations') };

/** One numbered SQL file of a service. */
export interface MigrationFile {
  readonly service: string;
  readonly file: string;
  readonly text: string;
  /** Of the text, hexadecimal: what tells whether a file that was applied is still the same. */
  readonly sha256: string;
}

/** A service's files in the order in which they are applied. */
export async function readMigrations({ service, folder }: Migrations): Promise<MigrationFile[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return { service, file, text, sha256: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/** One number for every migration of an installation, so that two processes do not migrate at once. */
const MIGRATION_LOCK = 0x7472656b;

/**
 * Brings a database up to date: roles and their derived passwords, then each service's files in order, each file in a
 * transaction of its own. Takes a lock that ends with the connection, so that a killed migration leaves nothing stuck.
 * @param address signs in as a role that may create roles and schemas.
 * @param upTo which files to apply; absent: all of them.
 */
export async function migrate({
  address,
  services,
  secret,
  log,
  upTo = () => true,
}: {
  address: DatabaseAddress;
  services: readonly Migrations[];
  secret: Secret;
  log: Logger;
  upTo?: (file: MigrationFile) => boolean;
}): Promise<void> {
  const pool = openPool({ address, name: 'migrations', max: 1, log });
  try {
    // A migration takes as long as it takes; only waiting for locks stays limited. It also opens the one connection, for
    // the library reserves none that is not open yet.
    await pool`set statement_timeout = 0`;
    const sql = await pool.reserve();
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await createRoles(sql, { address, services, secret });
    await sql`create table if not exists public.migrations (
      service text, file text, sha256 text not null, at timestamptz not null default now(), primary key (service, file))`;
    for (const one of [kitMigrations, ...services]) await migrateService(sql, one, { log, upTo });
    sql.release();
  } finally {
    await pool.end({ timeout: 5 });
  }
}

async function createRoles(
  sql: ReservedSql,
  { address, services, secret }: { address: DatabaseAddress; services: readonly Migrations[]; secret: Secret },
): Promise<void> {
  for (const group of [OWNER, DIRECTORY_OWNER, TENANT_GROUP, CONSUMER_GROUP, DIRECTORY, LOADER]) {
    await ensureRole(sql, group, 'nologin');
  }
  for (const { service } of services) {
    const { login, tenant, consumer } = rolesOf(service);
    await ensureRole(sql, login, `login noinherit password '${databasePassword(secret, login)}'`);
    await ensureRole(sql, tenant, 'nologin');
    await ensureRole(sql, consumer, 'nologin');
    await sql.unsafe(`grant ${TENANT_GROUP} to ${tenant}; grant ${CONSUMER_GROUP} to ${consumer};
      grant ${tenant}, ${consumer}, ${DIRECTORY}, ${LOADER} to ${login}`);
  }
  const database = sql(address.database) as unknown as string;
  await sql`grant create on database ${database} to ${sql(OWNER)}`;
  await sql`grant ${sql(OWNER)}, ${sql(DIRECTORY_OWNER)} to current_user with inherit false`;
  await sql`grant ${sql(DIRECTORY_OWNER)} to ${sql(OWNER)}`;
}

async function ensureRole(sql: ReservedSql, role: string, attributes: string): Promise<void> {
  const [known] = await sql`select 1 from pg_roles where rolname = ${role}`;
  await sql.unsafe(`${known ? 'alter' : 'create'} role ${role} ${attributes}`);
}

async function migrateService(
  sql: ReservedSql,
  { service, folder }: Migrations,
  { log, upTo }: { log: Logger; upTo: (file: MigrationFile) => boolean },
): Promise<void> {
  const rows = await sql<
    { file: string; sha256: string }[]
  >`select file, sha256 from public.migrations where service = ${service}`;
  const applied = new Map(rows.map((row) => [row.file, row.sha256]));
  for (const { file, text, sha256 } of (await readMigrations({ service, folder })).filter(upTo)) {
    const before = applied.get(file);
    if (before === sha256) continue;
    if (before)
      throw new Error(`migration ${service}/${file} was changed after it had been applied; add a new file instead`);
    await applyFile(sql, { service, file, text, sha256 });
    log.debug({ service, file }, 'migrated');
  }
}

async function applyFile(sql: ReservedSql, { service, file, text, sha256 }: MigrationFile): Promise<void> {
  await sql`begin`;
  try {
    await sql.unsafe(`set local role ${OWNER}; ${text}`);
    await sql`reset role`;
    await sql`insert into public.migrations (service, file, sha256) values (${service}, ${file}, ${sha256})`;
    await sql`commit`;
  } catch (cause) {
    await sql`rollback`;
    throw new Error(`migration ${service}/${file} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
