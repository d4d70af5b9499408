import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The superuser's password: made with the cluster, kept in `postgres-password`, readable by its owner alone.
 * Letters, digits, `-` and `_` only, so that it may stand in a URL. Fails when a cluster is there and its password is not.
 */
export async function readOrMakePassword(dataDir: string, { isMade }: { isMade: boolean }): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  const kept = await readFile(file, 'utf8').catch(nothingThere);
  if (kept) return kept.trim();
  if (isMade)
    throw new Error(`${file}, the password of the database in this folder, is lost; bring it back from a backup`);
  const password = randomBytes(24).toString('base64url');
  await writeSecret(`${file}.new`, password);
  await rename(`${file}.new`, file);
  return password;
}

function nothingThere(failure: NodeJS.ErrnoException): null {
  if (failure.code === 'ENOENT') return null;
  throw failure;
}

/** Writes a file only its owner may read, down to the disk. */
export async function writeSecret(path: string, content: string): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
