import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';

const LAST_WORDS_MS = 20_000;

const running = new Set<ChildProcess>();
let interruptedBy: NodeJS.Signals | null = null;

/** How a child ended: its exit code (128 + number of the signal that ended it) and all it printed. */
export interface Ended {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs a command to its end. With `show` its output appears as it comes instead of being returned. After
 * `endChildrenOnSignals` an interruption ends the child, and later commands are not begun. A child that takes longer than
 * `limitMs` is asked to end, and killed where it does not.
 */
export async function runToEnd(
  file: string,
  args: readonly string[],
  { cwd, env, show = false, limitMs }: { cwd: string; env: NodeJS.ProcessEnv; show?: boolean; limitMs?: number },
): Promise<Ended> {
  if (interruptedBy) return { code: 128 + constants.signals[interruptedBy], output: '' };
  const child = spawn(file, args, { cwd, env, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  const collect = (text: string) => void (output += text);
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  const limits =
    limitMs === undefined
      ? []
      : [setTimeout(() => child.kill(), limitMs), setTimeout(() => child.kill('SIGKILL'), limitMs + LAST_WORDS_MS)];
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit, signal) => resolve(signal ? 128 + constants.signals[signal] : (exit ?? 1)));
  });
  for (const limit of limits) clearTimeout(limit);
  running.delete(child);
  return { code, output };
}

/** Passes signals on to the children, so that this process can end after them and clean up. */
export function endChildrenOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruptedBy = signal;
      // Ctrl-C in a terminal reaches the children by itself.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) for (const child of running) child.kill(signal);
    });
  }
}

/** The signal that asked this process to end, if any. */
export function interruption(): NodeJS.Signals | null {
  return interruptedBy;
}
