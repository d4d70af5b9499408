import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** Jiffies of Linux's /proc per second: USER_HZ, 100 wherever Node runs. */
const JIFFIES_PER_SECOND = 100;

/** CPU time so far, in microseconds, by program: `node` and `postgres` are ours to answer for. */
export interface CpuTimes {
  readonly node: number;
  readonly postgres: number;
}

/**
 * CPU time of processes and of all that descend from them, in user and in kernel mode; that of descendants which ended is
 * in their parent's. PostgreSQL tells of itself by its program's name. Linux only.
 */
export async function cpuOf(roots: readonly number[]): Promise<CpuTimes> {
  const times = { node: 0, postgres: 0 };
  for (const { program, jiffies } of await descendantsOf(roots))
    times[program.startsWith('postgres') ? 'postgres' : 'node'] += (jiffies / JIFFIES_PER_SECOND) * 1e6;
  return times;
}

/** What one amount of CPU time is more than an earlier one. */
export function cpuSince(before: CpuTimes, after: CpuTimes): CpuTimes {
  return { node: after.node - before.node, postgres: after.postgres - before.postgres };
}

/**
 * What Node holds of the memory now, of processes and all that descend from them, in bytes (resident sets; the few pages of
 * programs that several share count each time). PostgreSQL's are its shared buffers over and over, and are left out.
 */
export async function residentBytes(roots: readonly number[]): Promise<number> {
  const ours = (await descendantsOf(roots)).filter(({ program }) => !program.startsWith('postgres'));
  const sizes = await Promise.all(ours.map(({ pid }) => residentBytesOf(pid)));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

async function residentBytesOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''); // it may have ended
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return Number(kibibytes ?? 0) * 1_024;
}

interface Listed {
  readonly pid: number;
  readonly parent: number;
  readonly program: string;
  readonly jiffies: number;
}

/** Processes and all that descend from them. */
async function descendantsOf(roots: readonly number[]): Promise<Listed[]> {
  const all = await processes();
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid !== 0 && (roots.includes(pid) || isOurs(parents.get(pid)));
  return all.filter(({ pid }) => isOurs(pid));
}

async function processes(): Promise<Listed[]> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  return (await Promise.all(pids.map(read))).flat();
}

/** The fields of proc(5): 4 is the parent, 14 to 17 are user and kernel time, its own and of children it waited for. */
async function read(pid: number): Promise<Listed[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''); // it may have ended
  const nameEnds = stat.lastIndexOf(')');
  if (nameEnds < 0) return [];
  const fields = stat.slice(nameEnds + 2).split(' ');
  const jiffies = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index] ?? 0), 0);
  return [{ pid, parent: Number(fields[1]), program: basename(stat.slice(stat.indexOf('(') + 1, nameEnds)), jiffies }];
}
