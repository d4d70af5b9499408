import { createHmac, timingSafeEqual } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Secret } from '@trekker/kit';

import type { TablePlace } from './tables.ts';

/** A file of a backup, by its path within it, `/` between the steps. */
export interface BackupFile {
  readonly path: string;
  /** Size, as it lies there. */
  readonly bytes: number;
  /** SHA-256 of it as it lies there, hexadecimal. */
  readonly sha256: string;
}

/** The rows of one table. */
export interface BackupTable extends TablePlace {
  readonly rows: number;
  readonly file: BackupFile;
}

/** What a backup says of itself. */
export interface Manifest {
  /** Grows when older code could not read a backup any more. */
  readonly format: number;
  /** When the snapshot was taken, RFC 3339. */
  readonly takenAt: string;
  /** Version of Trekker that took it. */
  readonly product: string;
  /** Version of the PostgreSQL it was taken from; it goes into any other. */
  readonly postgres: string;
  /** Short name of the tenant it is of; null: of all there is. */
  readonly tenant: string | null;
  /** Migrations that had been applied, with the SHA-256 of their files. */
  readonly migrations: readonly { readonly service: string; readonly file: string; readonly sha256: string }[];
  readonly tables: readonly BackupTable[];
  /** Offset of the next entry of each head of the event log, by `topic/tenant/partition`. */
  readonly heads: Readonly<Record<string, number>>;
  /** Files of the data folder. The secret is not among them where it came by the environment. */
  readonly files: readonly BackupFile[];
}

/** What this code writes and reads. */
export const FORMAT = 1;

const NAME = 'manifest.json';
const SEAL = 'manifest.seal';

/** A backup that must not be restored from; the message names the file. */
export class BadBackupError extends Error {
  override readonly name = 'BadBackupError';
}

/** Writes the manifest, the last file of a backup: a folder without one was not finished. */
export async function writeManifest(folder: string, manifest: Manifest, secret: Secret): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(join(folder, SEAL), `${sealOf(text, secret).toString('hex')}\n`, { mode: 0o600, flush: true });
  await writeFile(join(folder, NAME), text, { mode: 0o600, flush: true });
}

/** The manifest as it lies there; whether it is ours is {@link assertSealed}'s to say. */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; text: string }> {
  const text = await readFile(join(folder, NAME), 'utf8').catch((cause: unknown) => {
    throw new BadBackupError(`${join(folder, NAME)} cannot be read, so ${folder} is no finished backup`, { cause });
  });
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.format === FORMAT) return { manifest, text };
    throw new BadBackupError(`${join(folder, NAME)} has format ${manifest.format}; this Trekker reads ${FORMAT}`);
  } catch (failure) {
    if (failure instanceof BadBackupError) throw failure;
    throw new BadBackupError(`${join(folder, NAME)} is not as it was written`, { cause: failure });
  }
}

/** Fails unless the manifest is as an installation with this secret wrote it. */
export async function assertSealed(folder: string, text: string, secret: Secret): Promise<void> {
  const seal = Buffer.from((await readFile(join(folder, SEAL), 'utf8').catch(() => '')).trim(), 'hex');
  const expected = sealOf(text, secret);
  if (seal.length === expected.length && timingSafeEqual(seal, expected)) return;
  throw new BadBackupError(
    `${join(folder, NAME)} is not as it was written, or was written under another secret of the installation`,
  );
}

function sealOf(text: string, secret: Secret): Buffer {
  return createHmac('sha256', secret.derive('backup manifest')).update(text).digest();
}
