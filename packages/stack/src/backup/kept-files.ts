import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { writeDigested } from './copy-out.ts';
import type { BackupFile } from './manifest.ts';

/** Files of a data folder that belong to one cluster or one process and to no other. */
const OF_ITS_PLACE = /^(postgres-password|trekker\.lock)|\.new$/;

/** Copies what lies in the data folder itself, the secret included; absent: there is no such folder. */
export async function keepFiles(dataDir: string, folder: string): Promise<BackupFile[]> {
  const entries = await readdir(dataDir, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isFile() && !OF_ITS_PLACE.test(entry.name)).map(({ name }) => name);
  await mkdir(join(folder, 'files'), { mode: 0o700 });
  const kept: BackupFile[] = [];
  for (const name of names.toSorted()) {
    const path = `files/${name}`;
    const written = await writeDigested(join(folder, path), [createReadStream(join(dataDir, name))]);
    kept.push({ path, ...written });
  }
  return kept;
}
