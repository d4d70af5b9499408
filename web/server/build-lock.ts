import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 250;

/**
 * Runs `work` while no other process of this machine does so for the same folder. The lock is a file with the holder's
 * process id outside the folder, because a build empties its own; one left by a process that is gone is taken over.
 */
export async function withBuildLock<T>(
  { folder, signal }: { folder: string; signal?: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `trekker-web-build-${name}.lock`);
  while (!(await acquire(path))) await sleep(POLL_MS, undefined, signal && { signal });
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (failure) {
    if (!(failure instanceof Error && 'code' in failure && failure.code === 'EEXIST')) throw failure;
  }
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  if (holder && !isAlive(holder)) await rm(path, { force: true });
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && 'code' in failure && failure.code === 'EPERM';
  }
}
