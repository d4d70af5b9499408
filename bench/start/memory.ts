import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/**
 * What a process and all that descend from it take of the memory, in bytes by the program's name, for Node that of its script. Shared pages count in
 * parts (proportional set size), so that the sum is what ending them all would free. Linux only.
 */
export async function memoryOf(root: number): Promise<Map<string, number>> {
  const parents = await parentsByPid();
  const isInside = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && isInside(parents.get(pid)));
  const found = new Map<string, number>();
  for (const pid of [...parents.keys()].filter(isInside)) {
    const name = await nameOf(pid);
    found.set(name, (found.get(name) ?? 0) + (await proportionalBytes(pid)));
  }
  return found;
}

/** Every process there is, with the one that started it. */
async function parentsByPid(): Promise<Map<number, number>> {
  const pids = (await readdir('/proc')).map(Number).filter(Number.isInteger);
  const pairs = await Promise.all(
    pids.map(async (pid): Promise<[number, number][]> => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''); // it may have ended
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return parent === undefined ? [] : [[pid, Number(parent)]];
    }),
  );
  return new Map(pairs.flat());
}

async function nameOf(pid: number): Promise<string> {
  const [program = '', ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  const script = args.find((arg) => !arg.startsWith('--')) ?? '';
  return basename(program) === 'node' ? basename(script) : basename(program.split(':')[0] ?? '');
}

async function proportionalBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const [, kibibytes] = /^Pss: +(\d+) kB$/m.exec(rollup) ?? [];
  if (kibibytes === undefined) throw new Error(`/proc/${pid}/smaps_rollup tells no proportional set size`);
  return Number(kibibytes) * 1_024;
}
