import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isListed, isPostmasterOf } from './processes.ts';

/** What a running server says of itself in `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly dataDir: string;
  readonly port: number;
  /** Folder of its unix socket, or null when it has none. */
  readonly socketPath: string | null;
  /** First TCP address it listens on, or null when it listens on none. */
  readonly host: string | null;
}

/** Reads the file; null when there is none, or when the server died before it had written all of it. */
export function readPostmasterFile(clusterDir: string): PostmasterFile | null {
  try {
    return parsePostmasterFile(readFileSync(pathIn(clusterDir), 'utf8'));
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}

/**
 * Removes what a server that is gone left, when its process id is still listed, as a zombie or by now for a stranger:
 * PostgreSQL would take that for a server and not start. Sessions that outlive their server still keep a new one from
 * starting, for PostgreSQL finds their shared memory by the data directory's inode as well.
 */
export function forgetGoneServer(clusterDir: string): void {
  const file = readPostmasterFile(clusterDir);
  if (!file || !isListed(file.pid) || isPostmasterOf(file.pid, clusterDir)) return;
  rmSync(pathIn(clusterDir), { force: true });
  if (file.socketPath) rmSync(join(file.socketPath, `.s.PGSQL.${file.port}.lock`), { force: true });
}

function pathIn(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}

/** Lines as in PostgreSQL's `src/include/utils/pidfile.h`: pid, data directory, start, port, socket folder, address, … */
export function parsePostmasterFile(text: string): PostmasterFile | null {
  const [pid, dataDir, , port, socketPath, host] = text.split('\n').map((line) => line.trim());
  if (!isCount(pid) || !dataDir || !isCount(port)) return null;
  return { pid: Number(pid), dataDir, port: Number(port), socketPath: socketPath || null, host: host || null };
}

function isCount(text: string | undefined): boolean {
  return text !== undefined && /^[1-9]\d*$/.test(text);
}
