import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync, readlinkSync } from 'node:fs';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import type { Environment } from '@trekker/kit';

import type { Program } from './child.ts';

/** A Redis of the installation's own: passes wake-ups on and keeps nothing. */
export interface OwnRedis {
  readonly url: string;
  readonly program: Program;
}

/** Longest path of a unix socket on every system, in bytes. */
const LONGEST_PATH = 103;

/**
 * Prepares `redis-server` over a folder of the data folder; only its owner can reach it, by a unix socket. Ends one that
 * a killed run left behind. Fails with the command that installs it when there is none on PATH.
 */
export async function prepareRedis(dataDir: string, environment: Environment): Promise<OwnRedis> {
  const command = findOnPath('redis-server', environment);
  if (!command) throw new Error(NO_REDIS);
  const folder = join(dataDir, 'redis');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const dir = await realpath(folder);
  endLeftOver(dir);
  const socket = await socketIn(dir);
  await rm(socket, { force: true });
  const file = join(dir, 'redis.conf');
  await writeFile(file, configuration({ dir, socket }), { mode: 0o600 });
  const env = { PATH: environment['PATH'] };
  const isReady = () => answers(socket);
  const args = ['-c', WITH_KEEPER, command, file];
  return { url: `unix://${socket}`, program: { name: 'redis', command: '/bin/sh', args, env, isReady } };
}

/**
 * Becomes the server, and leaves somebody behind who kills it when standard input ends: whoever keeps it holds the other
 * end, and the system closes that, however they go. Nobody is killed late: when the server goes first, the end closes at once.
 */
const WITH_KEEPER = `exec 3<&0
{ read -r _ <&3; kill -KILL $$; } >/dev/null 2>&1 &
exec "$0" "$1" </dev/null 3<&-`;

const NO_REDIS = `redis-server is not on PATH. Install it, on Debian or Ubuntu with
  apt-get install redis-server
or set REDIS_URL to a Redis that runs already.`;

function configuration({ dir, socket }: { dir: string; socket: string }): string {
  const settings = {
    port: '0',
    unixsocket: quoted(socket),
    unixsocketperm: '700',
    dir: quoted(dir),
    pidfile: quoted(join(dir, 'redis.pid')),
    save: '""',
    appendonly: 'no',
    logfile: quoted(join(dir, 'redis.log')),
    loglevel: 'warning',
    maxmemory: '64mb',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, (found) => `\\${found}`)}"`;
}

function findOnPath(name: string, environment: Environment): string | null {
  for (const folder of (environment['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // on to the next folder
    }
  }
  return null;
}

async function socketIn(dir: string): Promise<string> {
  const socket = join(dir, 'redis.sock');
  if (Buffer.byteLength(socket) <= LONGEST_PATH) return socket;
  const folder = join(tmpdir(), `trekker-${createHash('sha256').update(dir).digest('hex').slice(0, 16)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, 'redis.sock');
}

/** Ends the server whose process id lies in the folder, if it is that of this very folder: there is nothing to lose. */
function endLeftOver(dir: string): void {
  try {
    const pid = Number(readFileSync(join(dir, 'redis.pid'), 'utf8'));
    if (Number.isInteger(pid) && pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === dir) process.kill(pid, 'SIGKILL');
  } catch {
    // nothing was left, or the system does not tell
  }
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const asking = createConnection(socket);
    asking.once('connect', () => asking.write('PING\r\n'));
    asking.once('data', () => done(true)).once('error', () => done(false));
    function done(isThere: boolean): void {
      asking.destroy();
      resolve(isThere);
    }
  });
}
