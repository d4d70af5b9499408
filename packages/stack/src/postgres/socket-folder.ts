import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SpawnUser } from './spawn-user.ts';

/** The port in the socket's name `.s.PGSQL.<port>`. */
export const SOCKET_PORT = 5432;

/** Longest path of a unix socket in bytes: 107 on Linux, 103 on macOS and BSD. */
const LONGEST_PATH = process.platform === 'linux' ? 107 : 103;

/**
 * Makes the folder of the socket, open to its owner alone. Its name follows from the data directory, so that a later
 * start finds the same one; a folder of that name that belongs to somebody else is passed over.
 */
export async function makeSocketFolder(clusterDir: string, user: SpawnUser): Promise<string> {
  for (const attempt of [0, 1, 2, 3]) {
    const folder = socketFolderPath({ clusterDir, tmp: tmpdir(), attempt });
    await mkdir(folder, { mode: 0o700 }).catch(unlessThere);
    if (!(await isOurs(folder, user))) continue;
    if (user.owner) await chown(folder, user.owner.uid, user.owner.gid);
    await chmod(folder, 0o700);
    return folder;
  }
  throw new Error(
    `no folder for PostgreSQL's socket could be made under ${tmpdir()}: all names are taken by other users`,
  );
}

/** A short path under the system's temporary folder, or under /tmp when that one is too long for a socket. */
export function socketFolderPath({
  clusterDir,
  tmp,
  attempt,
}: {
  clusterDir: string;
  tmp: string;
  attempt: number;
}): string {
  const mark = createHash('sha256').update(`${clusterDir}#${attempt}`).digest('hex').slice(0, 16);
  const folder = join(tmp, `trekker-${mark}`);
  const socket = join(folder, `.s.PGSQL.${SOCKET_PORT}.lock`);
  return Buffer.byteLength(socket) <= LONGEST_PATH ? folder : join('/tmp', `trekker-${mark}`);
}

async function isOurs(folder: string, user: SpawnUser): Promise<boolean> {
  const found = await lstat(folder);
  const owners = [process.getuid?.(), user.owner?.uid];
  return found.isDirectory() && owners.includes(found.uid);
}

function unlessThere(failure: NodeJS.ErrnoException): void {
  if (failure.code !== 'EEXIST') throw failure;
}
