import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  try {
    return parsePostmasterFile(await readFile(join(clusterDir, 'postmaster.pid'), 'utf8'));
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
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
