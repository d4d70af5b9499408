import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Manifest } from '../backup/manifest.ts';

/** The installation's secret as a backup holds it; null where it came by the environment. */
export async function readKeptSecret(folder: string, { files }: Manifest): Promise<string | null> {
  if (!files.some(({ path }) => path === 'files/secret')) return null;
  return readFile(join(folder, 'files/secret'), 'utf8');
}
