import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The superuser's password: made once per data folder, kept in `postgres-password`, readable by its owner alone.
 * Letters, digits, `-` and `_` only, so that it may stand in a URL.
 */
export async function readOrMakePassword(dataDir: string): Promise<string> {
  const file = join(dataDir, 'postgres-password');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ENOENT') throw failure;
  }
  const password = randomBytes(24).toString('base64url');
  await writeSecret(`${file}.new`, password);
  await rename(`${file}.new`, file);
  return password;
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
