import { lchown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SpawnUser } from './spawn-user.ts';

/**
 * Gives a folder and all in it to the user PostgreSQL runs as. The folder itself changes last,
 * so that its owner tells whether all of it has changed.
 */
export async function giveTo(user: SpawnUser, path: string): Promise<void> {
  if (await belongsTo(user, path)) return;
  await giveTree(user, path);
}

/** Whether a folder already belongs to that user. */
export async function belongsTo(user: SpawnUser, path: string): Promise<boolean> {
  return !user.owner || (await lstat(path)).uid === user.owner.uid;
}

async function giveTree(user: SpawnUser, path: string): Promise<void> {
  if (!user.owner) return;
  if ((await lstat(path)).isDirectory()) {
    for (const name of await readdir(path)) await giveTree(user, join(path, name));
  }
  await lchown(path, user.owner.uid, user.owner.gid);
}
