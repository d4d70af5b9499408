import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process runs. One that ended and was not yet collected by its parent (a zombie) does not. */
export function isRunning(pid: number): boolean {
  return isListed(pid) && linuxStat(pid)?.state !== 'Z';
}

/** Whether the system knows a process of that id, be it a zombie. */
export function isListed(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Tells a process from a later one with the same id: its start in clock ticks since boot, on Linux.
 * Elsewhere null, and only the id tells.
 */
export function startMark(pid: number): string | null {
  return linuxStat(pid)?.startTicks ?? null;
}

/** Whether `pid` is the PostgreSQL server of this very data directory and not a later process with its id. */
export function isPostmasterOf(pid: number, clusterDir: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform === 'linux') return workingFolder(pid) === clusterDir; // a postmaster works in its data directory
  if (process.platform === 'win32') return true; // nothing to ask here; adoption asks the server itself
  return commandLine(pid).includes(`postgres -D ${clusterDir}`);
}

/** State and start of a process as in proc(5), `/proc/<pid>/stat`; the name in parentheses may hold anything. */
function linuxStat(pid: number): { state: string | undefined; startTicks: string | undefined } | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], startTicks: fields[19] };
  } catch {
    return null;
  }
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

function commandLine(pid: number): string {
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
