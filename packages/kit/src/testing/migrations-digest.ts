import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Migrations } from '../database/migrate.ts';

/** Short text that changes with any migration file of the given services. */
export async function migrationsDigest(services: readonly Migrations[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { service, folder } of services) {
    for (const file of (await readdir(folder)).toSorted()) {
      hash.update(`${service}/${file}\n`).update(await readFile(join(folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
