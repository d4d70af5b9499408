import { chmod, copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { parseDatabaseUrl, type Logger } from '@trekker/kit';

import { embeddedPostgres } from '../postgres/supervisor.ts';
import { subgraphMigrations } from '../subgraphs.ts';
import { restoreDatabase } from './restore-database.ts';
import { verifyBackup, type VerifiedBackup } from './verify-backup.ts';

export interface RestoringOptions {
  /** Folder of the backup. */
  readonly from: string;
  /** A data folder that is empty or not there yet, or the address of an empty outside database. */
  readonly into: string;
  /** Data folder of the installation where `into` is a database. */
  readonly dataDir: string;
  /** The secret where the backup does not hold it. */
  readonly secretText: string | null;
  readonly log: Logger;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Makes an installation of a backup, ready to be started; PostgreSQL may be of another major version than the one the
 * backup was taken from. Everything is verified first. A data folder is left as it was found when something fails.
 */
export async function restore(options: RestoringOptions): Promise<VerifiedBackup> {
  const { from, into, secretText } = options;
  const backup = await verifyBackup(from, { secretText, services: subgraphMigrations });
  await (/^postgres(ql)?:/.test(into) ? intoDatabase(backup, options) : intoFolder(backup, options));
  return backup;
}

async function intoDatabase(backup: VerifiedBackup, options: RestoringOptions): Promise<void> {
  await assertSameFiles(backup, options.dataDir);
  const address = parseDatabaseUrl(options.into);
  await restoreDatabase({ ...options, backup, address, services: subgraphMigrations });
  await placeFiles(backup, options.dataDir);
}

async function intoFolder(backup: VerifiedBackup, options: RestoringOptions): Promise<void> {
  const { into: dataDir, log } = options;
  await mkdir(dataDir, { recursive: true });
  const found = (await readdir(dataDir))[0];
  if (found) throw new Error(`${dataDir} is not empty: it has ${found}; restore into a folder that has nothing`);
  const server = embeddedPostgres({ dataDir, log });
  try {
    await placeFiles(backup, dataDir);
    await server.start();
    await restoreDatabase({ ...options, backup, address: server.address(), services: subgraphMigrations });
    await server.stop();
  } catch (failure) {
    await server.stop();
    for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true });
    throw failure;
  }
}

/** A data folder that is used already must be that of this very installation. */
async function assertSameFiles({ folder, manifest }: VerifiedBackup, dataDir: string): Promise<void> {
  for (const { path } of manifest.files) {
    const place = join(dataDir, basename(path));
    const there = await readFile(place).catch(() => null);
    if (there && basename(path) === 'secret' && !there.equals(await readFile(join(folder, path))))
      throw new Error(`${place} is the secret of another installation; set TREKKER_DATA_DIR to another folder`);
  }
}

async function placeFiles({ folder, manifest }: VerifiedBackup, dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  for (const { path } of manifest.files) {
    const place = join(dataDir, basename(path));
    await copyFile(join(folder, path), place);
    await chmod(place, 0o600);
  }
}
