import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

import { createSecret, kitMigrations, readMigrations, type Migrations, type Secret } from '@trekker/kit';

import { assertSealed, BadBackupError, readManifest, type BackupFile, type Manifest } from '../backup/manifest.ts';
import { readKeptSecret } from './kept-secret.ts';

/** A backup of which everything is as it was written. */
export interface VerifiedBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly secret: Secret;
}

/**
 * Reads every byte of a backup before anything is done with it. Fails with a {@link BadBackupError} that names the file
 * which is missing, cut short or otherwise not as it was written, or what this Trekker is too old for.
 * @param secretText the installation's secret where the backup does not have it; null: it must.
 */
export async function verifyBackup(
  folder: string,
  { secretText, services }: { secretText: string | null; services: readonly Migrations[] },
): Promise<VerifiedBackup> {
  const { manifest, text } = await readManifest(folder);
  const kept = secretText ?? (await readKeptSecret(folder, manifest));
  if (kept === null)
    throw new BadBackupError(`${folder} does not hold the installation's secret; set TREKKER_SECRET to it`);
  const secret = createSecret(kept);
  await assertSealed(folder, text, secret);
  for (const file of [...manifest.files, ...manifest.tables.map((table) => table.file)]) await verifyFile(folder, file);
  await assertKnown(manifest, services);
  return { folder, manifest, secret };
}

async function verifyFile(folder: string, { path, bytes, sha256 }: BackupFile): Promise<void> {
  const place = join(folder, path);
  const hash = createHash('sha256');
  let found = 0;
  try {
    for await (const chunk of createReadStream(place) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      found += chunk.length;
    }
  } catch (cause) {
    throw new BadBackupError(`${place} cannot be read`, { cause });
  }
  if (found !== bytes) throw new BadBackupError(`${place} must have ${bytes} bytes, got ${found}`);
  if (hash.digest('hex') !== sha256) throw new BadBackupError(`${place} is not as it was written: its SHA-256 differs`);
}

/** A backup of newer code knows migrations that this code does not. */
async function assertKnown({ migrations, product }: Manifest, services: readonly Migrations[]): Promise<void> {
  const known = (await Promise.all([kitMigrations, ...services].map(readMigrations))).flat();
  const sha256 = new Map(known.map((one) => [`${one.service}/${one.file}`, one.sha256]));
  for (const one of migrations) {
    const name = `${one.service}/${one.file}`;
    const ours = sha256.get(name);
    if (ours === one.sha256) continue;
    const what = ours ? 'another text of' : 'no';
    throw new BadBackupError(
      `the backup was taken by Trekker ${product} with migration ${name}, and this Trekker has ${what} it; restore with that one or a newer one`,
    );
  }
}
