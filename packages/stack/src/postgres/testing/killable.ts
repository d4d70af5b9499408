import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'node:test';
import { afterTest } from './data-folder.ts';

/** A Trekker in a process of its own that commits numbers. */
export interface Writer {
  readonly pid: number;
  /** Resolves when at least so many numbers were confirmed. */
  confirmed(atLeast: number): Promise<void>;
  /** Kills the process, nothing else, and tells the last number it saw confirmed. */
  kill(): Promise<number>;
}

/** Starts a writer in a process group of its own; it does not outlive the test. */
export function startWriter(t: TestContext, dataDir: string, count = Infinity): Writer {
  const script = fileURLToPath(new URL('writer.ts', import.meta.url));
  const child = spawn(process.execPath, [script, dataDir, String(count)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  afterTest(t, () => child.kill('SIGKILL'));
  let written = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written += text));
  const last = () => Number(written.slice(0, written.lastIndexOf('\n')).split('\n').at(-1));
  return {
    pid: child.pid ?? 0,
    async confirmed(atLeast) {
      while (last() < atLeast) await once(child.stdout, 'data');
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'close');
      return last();
    },
  };
}
