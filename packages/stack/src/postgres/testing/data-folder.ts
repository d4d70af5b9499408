import { mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { silentLogger } from '@trekker/kit';
import postgres, { type Sql } from 'postgres';
import type { PostgresAddress } from '../address.ts';
import { connectionOptions } from '../connect.ts';
import { embeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from '../supervisor.ts';

/** A new data folder, open to its owner alone, gone after the test. */
export function newDataFolder(t: TestContext): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'trekker-stack-')));
  afterTest(t, () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A started server over the folder, stopped after the test. */
export async function startedServer(
  t: TestContext,
  options: Partial<EmbeddedPostgresOptions> & Pick<EmbeddedPostgresOptions, 'dataDir'>,
): Promise<EmbeddedPostgres> {
  const server = embeddedPostgres({ log: silentLogger, ...options });
  afterTest(t, () => server.stop());
  await server.start();
  return server;
}

/** A small pool, closed after the test. */
export function clientOf(t: TestContext, address: PostgresAddress): Sql {
  const sql = postgres({ ...connectionOptions(address), max: 2, onnotice: () => {}, backoff: () => 0.05 });
  afterTest(t, () => sql.end({ timeout: 0 }));
  return sql;
}

/** Process id of the server over a data folder, from its own file. */
export function postmasterPid(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
}

/** Every process that works in the cluster of a data folder: the server and its children. Linux only. */
export function processesIn(dataDir: string): number[] {
  const cluster = realpathSync(join(dataDir, 'postgres'));
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => workingFolder(pid) === cluster);
}

function workingFolder(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

const endings = new WeakMap<TestContext, AsyncDisposableStack>();

/** Runs after the test, the latest first: the client is closed before its server and the server before its folder. */
export function afterTest(t: TestContext, release: () => unknown): void {
  let ending = endings.get(t);
  if (!ending) {
    ending = new AsyncDisposableStack();
    endings.set(t, ending);
    t.after(() => ending?.disposeAsync());
  }
  ending.defer(async () => void (await release()));
}
