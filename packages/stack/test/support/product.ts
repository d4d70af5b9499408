import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterTest, processesIn } from '../../src/postgres/testing/data-folder.ts';
import { QUIET } from './installation.ts';

const LAUNCHER = fileURLToPath(new URL('../../../../scripts/launch.mjs', import.meta.url));
const MAINS = {
  together: fileURLToPath(new URL('../../src/main.ts', import.meta.url)),
  apart: fileURLToPath(new URL('../../src/apart/main.ts', import.meta.url)),
};

/** The product as `npm start` or `npm run apart` runs it: launcher and product in a process group of their own. */
export interface Product {
  /** Everything it printed so far, both streams. */
  output(): string;
  /** The first match in the output, of what was printed or will be. Fails when the product ends first, or after 60 s. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Where GraphQL, GraphiQL, health and metrics are, once it is ready. */
  origin(): Promise<string>;
  /** Where devices are listened to, once it is ready. */
  intake(): Promise<string>;
  /** Ctrl-C: the signal reaches every process of the group at once. */
  interrupt(): void;
  /** Ends the process that keeps the others, and the launcher, with -9. */
  killKeeper(): void;
  /** Its exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts the product over a data folder. Whatever is left of it after the test is killed. */
export function startProduct(
  t: TestContext,
  {
    dataDir,
    mode = 'together',
    env = {},
  }: { dataDir: string; mode?: keyof typeof MAINS; env?: Readonly<Record<string, string>> },
): Product {
  const child = spawn(process.execPath, [LAUNCHER, MAINS[mode]], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...QUIET, PATH: dirname(process.execPath), TREKKER_DATA_DIR: dataDir, ...env },
  });
  const group = -(child.pid ?? 0);
  afterTest(t, () => {
    for (const left of [group, ...remainsOf(dataDir), ...partsOf(dataDir)]) kill(left);
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  let isOver = false;
  const ended = once(child, 'close').then(([code]) => {
    isOver = true;
    return code as number | null;
  });

  async function printed(pattern: RegExp): Promise<RegExpExecArray> {
    // The first start in a clone builds the web app, on whatever machine.
    for (const end = Date.now() + 180_000; Date.now() < end; await sleep(10)) {
      const match = pattern.exec(output);
      if (match) return match;
      if (isOver) break;
    }
    throw new Error(`${String(pattern)} was not printed:\n${output}`);
  }
  return {
    output: () => output,
    printed,
    origin: async () => {
      await printed(/Ready\.[^]*Stop /);
      return (await printed(/GraphQL +(http:\S+)\/graphql/))[1]?.replace('localhost', '127.0.0.1') ?? '';
    },
    intake: async () => (await printed(/Devices +(http:\S+)\//))[1]?.replace('localhost', '127.0.0.1') ?? '',
    interrupt: () => process.kill(group, 'SIGINT'),
    // What it keeps is in process groups of its own.
    killKeeper: () => process.kill(group, 'SIGKILL'),
    ended,
  };
}

/** Processes of a data folder's server that still run. */
export function remainsOf(dataDir: string): number[] {
  try {
    return processesIn(dataDir);
  } catch {
    return []; // the folder never got a cluster
  }
}

/** Every process that was started with a data folder in its environment or works in its folder of Redis. Linux only. */
export function partsOf(dataDir: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        return (
          environment.includes(`TREKKER_DATA_DIR=${dataDir}`) ||
          readlinkSync(`/proc/${pid}/cwd`) === join(dataDir, 'redis')
        );
      } catch {
        return false; // it has ended, or is none of ours
      }
    });
}

/** Whether nothing listens any more at an address. */
export async function isClosed(url: string): Promise<boolean> {
  return fetch(url).then(
    () => false,
    () => true,
  );
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has ended
  }
}
