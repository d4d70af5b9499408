import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { createLogTail, createSecret, memoryPubSub, openDatabase, silentLogger, type Database } from '@trekker/kit';
import { positionsMigrations } from '@trekker/positions';

import { bringUpDatabase } from '../../src/database.ts';
import { postmasterPid, processesIn } from '../../src/postgres/testing/data-folder.ts';
import { asSuperuser } from '../support/superuser.ts';

/** History and log of positions on an embedded server of their own, without a product around them. */
export interface BareInstallation extends AsyncDisposable {
  readonly dataDir: string;
  /** The product's own handles. */
  readonly database: Database;
  readonly tail: ReturnType<typeof createLogTail>;
  /** `kill -9` of all processes of PostgreSQL at once: what it had not written to disk is gone. It is started again. */
  killPostgres(): void;
  /** Resolves when the server serves. */
  untilServed(): Promise<void>;
  /** Empties history, log and what was derived. */
  clear(): Promise<void>;
}

const PATIENCE_MS = 30_000;
/**
 * What no commit waited for goes to disk by itself five times a second, so that some kills come too late; here every ten
 * seconds. Nothing that a commit waits for depends on it.
 */
const LAZY_WRITER = { wal_writer_delay: '10s' };

/** Starts one in a temporary folder. */
export async function startBare(): Promise<BareInstallation> {
  const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'trekker-bare-')));
  const secret = createSecret('a secret of an installation that is soon gone');
  const { address, service } = await bringUpDatabase({
    dataDir,
    databaseUrl: null,
    services: [positionsMigrations],
    secret,
    extraSettings: LAZY_WRITER,
    log: silentLogger,
    signal: new AbortController().signal,
  });
  const tail = createLogTail(memoryPubSub());
  const database = openDatabase({ service: 'positions', address, secret, log: silentLogger, tail });
  return {
    dataDir,
    database,
    tail,
    killPostgres() {
      for (const pid of serverProcesses(dataDir)) killIfThere(pid);
    },
    async untilServed() {
      for (const end = Date.now() + PATIENCE_MS; (await service?.ready?.()) !== null; await sleep(20))
        if (Date.now() > end) throw new Error(`PostgreSQL does not serve within ${PATIENCE_MS} ms`);
    },
    clear: () => asSuperuser(dataDir, async (sql) => void (await sql`truncate ${sql.unsafe(EMPTIED)}`)),
    async [Symbol.asyncDispose]() {
      await database.stop();
      await service?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const EMPTIED =
  'positions.history, positions.latest, positions.clock_hours, positions.checkpoints, log.entries, log.heads';

/** The server first, so that it sees none of the others go. Where their list is not to be had, they follow it by themselves. */
function serverProcesses(dataDir: string): number[] {
  const server = postmasterPid(dataDir);
  if (process.platform !== 'linux') return [server];
  return [server, ...processesIn(dataDir).filter((pid) => pid !== server)];
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== 'ESRCH') throw failure;
  }
}
