import { chown, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSecret } from './password.ts';
import type { Place } from './place.ts';

/** Whether the cluster's `postgresql.conf` reads exactly so. */
export async function hasSettings(clusterDir: string, settings: string): Promise<boolean> {
  const present = await readFile(join(clusterDir, 'postgresql.conf'), 'utf8').catch(() => null);
  return present === settings;
}

/** Replaces the cluster's `postgresql.conf` as a whole. */
export async function writeSettings({ clusterDir, user }: Place, settings: string): Promise<void> {
  const file = join(clusterDir, 'postgresql.conf');
  await writeSecret(`${file}.new`, settings);
  if (user.owner) await chown(`${file}.new`, user.owner.uid, user.owner.gid);
  await rename(`${file}.new`, file);
}
