import { createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, startMark } from './processes.ts';

/** Holds a data folder for this process. */
export interface DataLock {
  /** Lets the next one in. Safe to call more than once. */
  release(): void;
}

const heldHere = new Set<string>();

/**
 * Takes the data folder for this process alone, by a file that names the process. The file of a process
 * that ended is taken over. Fails with a sentence that names the process that uses the folder.
 */
export function lockDataFolder(dataDir: string): DataLock {
  const file = join(realpathSync(dataDir), 'trekker.lock');
  const mine = JSON.stringify({ pid: process.pid, start: startMark(process.pid) });
  take(file, { mine, dataDir });
  heldHere.add(file);
  let released = false;
  return {
    release() {
      if (released) return;
      released = true;
      heldHere.delete(file);
      rmSync(file, { force: true });
    },
  };
}

/** Another Trekker works with the data folder. */
export class DataFolderInUseError extends Error {
  override readonly name = 'DataFolderInUseError';
  constructor(dataDir: string, pid: number) {
    super(
      `another Trekker (process ${pid}) uses the data folder ${dataDir}; stop it, or set TREKKER_DATA_DIR to another folder`,
    );
  }
}

interface Taking {
  /** What the file says once it is ours. */
  readonly mine: string;
  readonly dataDir: string;
}

function take(file: string, taking: Taking): void {
  while (!createWhole(file, taking.mine)) {
    const found = readIfThere(file);
    if (found === null) continue;
    const owner = livingOwner(file, found);
    if (owner !== null) throw new DataFolderInUseError(taking.dataDir, owner);
    if (takeOver(file, found, taking)) return;
  }
}

/**
 * Replaces a stale lock; false when it was replaced meanwhile. Between reading a lock and replacing it another process may
 * have done both, so only who holds the right to this very lock replaces it, and looks again first. The right is a lock
 * like any other, so that of a process killed in between is taken over as well.
 */
export function takeOver(file: string, stale: string, taking: Taking): boolean {
  const right = `${file}.${createHash('sha256').update(stale).digest('hex').slice(0, 16)}`;
  take(right, taking);
  try {
    if (readIfThere(file) !== stale) return false;
    const draft = draftOf(file, taking.mine);
    renameSync(draft, file);
    return true;
  } finally {
    rmSync(right, { force: true });
  }
}

/** Creates the file with all its content at once, so that nobody reads half of it; false when it exists. */
function createWhole(file: string, content: string): boolean {
  const draft = draftOf(file, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw failure;
  } finally {
    rmSync(draft, { force: true });
  }
}

function draftOf(file: string, content: string): string {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, content, { mode: 0o644, flag: 'wx' });
  return draft;
}

function livingOwner(file: string, content: string): number | null {
  const owner = parseOwner(content);
  if (!owner || !isRunning(owner.pid)) return null;
  if (owner.start !== null) return startMark(owner.pid) === owner.start ? owner.pid : null;
  return owner.pid !== process.pid || heldHere.has(file) ? owner.pid : null;
}

function parseOwner(content: string): { pid: number; start: string | null } | null {
  try {
    return JSON.parse(content) as { pid: number; start: string | null };
  } catch {
    return null; // a lock is never written in parts, so this is not one of ours
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw failure;
  }
}
