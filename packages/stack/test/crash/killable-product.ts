import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Environment } from '@trekker/kit';
import { nodeEnvironment } from '@trekker/kit/testing';

import { BARE } from '../../src/replay/own-product.ts';
import { readPostmasterFile } from '../../src/postgres/postmaster-file.ts';
import { isPostmasterOf } from '../../src/postgres/processes.ts';
import { postmasterPid } from '../../src/postgres/testing/data-folder.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
const START_MS = 60_000;

/** The product as people run it, in a process of its own that may be killed and started again. */
export interface KillableProduct extends AsyncDisposable {
  /** Base address of GraphQL; a new one after every start. */
  graphqlOrigin(): string;
  /** Base address of the HTTP intake; a new one after every start. */
  intakeOrigin(): string;
  /** Starts it; resolves when GraphQL answers and the intake listens. */
  start(): Promise<void>;
  /** `kill -9` of the product; PostgreSQL is left behind. Resolves when it is gone. */
  killProcess(): Promise<void>;
  /** `kill -9` of PostgreSQL; the product is left behind. */
  killPostgres(): void;
  /** Asks it to stop, as Ctrl-C does, and waits. Fails when it does not end cleanly. */
  stop(): Promise<void>;
}

/** Prepares a product over a data folder. It does not outlive its disposal. */
export function killableProduct(dataDir: string): KillableProduct {
  let child: ChildProcess | null = null;
  let addresses = { graphql: '', intake: '' };

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return null;
    ending.kill(signal);
    const [code] = (await once(ending, 'exit')) as [number | null];
    return code;
  }

  return {
    graphqlOrigin: () => addresses.graphql,
    intakeOrigin: () => addresses.intake,
    async start() {
      child = spawn(process.execPath, [MAIN], {
        env: environmentOf({ ...BARE, TREKKER_DATA_DIR: dataDir, TREKKER_LOG_LEVEL: 'silent' }),
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      addresses = await announced(child);
    },
    killProcess: async () => void (await end('SIGKILL')),
    killPostgres: () => void process.kill(postmasterPid(dataDir), 'SIGKILL'),
    async stop() {
      const code = await end('SIGTERM');
      if (code !== 0) throw new Error(`the product ended with ${code}`);
    },
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
      endPostgres(dataDir);
    },
  };
}

/** Nothing of the run this test belongs to. */
function environmentOf(options: Environment): NodeJS.ProcessEnv {
  const { HOME, TMPDIR } = process.env; // oxlint-disable-line node/no-process-env -- what any program needs
  return { ...nodeEnvironment(), ...(HOME ? { HOME } : {}), ...(TMPDIR ? { TMPDIR } : {}), ...options };
}

/** Reads the printed addresses. Fails when the process ends before it has printed them, or takes too long. */
async function announced(child: ChildProcess): Promise<{ graphql: string; intake: string }> {
  let text = '';
  const found = Promise.withResolvers<{ graphql: string; intake: string }>();
  const timer = setTimeout(() => found.reject(new Error(`no address within ${START_MS / 1_000} s: ${text}`)), START_MS);
  child.once('exit', (code) => found.reject(new Error(`the product ended with ${code} before it served: ${text}`)));
  child.stdout?.setEncoding('utf8').on('data', (more: string) => {
    text += more;
    const graphql = /GraphQL +(http:\/\/\S+)\/graphql\n/.exec(text)?.[1];
    const intake = /Devices +(http:\/\/\S+)\/\n/.exec(text)?.[1];
    if (graphql && intake) found.resolve({ graphql, intake });
  });
  try {
    return await found.promise;
  } finally {
    clearTimeout(timer);
  }
}

/** A server left behind by a killed product must not outlive the test. */
function endPostgres(dataDir: string): void {
  const clusterDir = realpathSync(join(dataDir, 'postgres'));
  const pid = readPostmasterFile(clusterDir)?.pid;
  if (pid !== undefined && isPostmasterOf(pid, clusterDir)) process.kill(pid, 'SIGKILL');
}
