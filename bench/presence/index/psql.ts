import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

/** One session of a PostgreSQL server of our own. */
export interface Psql {
  /** Runs a statement; the lines of its answer. Fails with what psql says. */
  run(sql: string): Promise<string[]>;
  /** Ends the session and the server and removes what they wrote. */
  close(): Promise<void>;
}

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const EXTENSION = '/usr/share/postgresql/15/extension/postgis.control';
const LONGEST_START_MS = 30_000;

/** Why there is no PostGIS here, or null where there is. */
export function missingPostgis(): string | null {
  if (existsSync(join(PROGRAMS, 'postgres')) && existsSync(EXTENSION)) return null;
  return 'PostGIS is not installed: apt-get install -y --no-install-recommends postgresql-15-postgis-3';
}

/** Starts PostgreSQL 15 with PostGIS in a new folder, reachable by a socket in it only, as an unprivileged user. */
export async function startPostgis(): Promise<Psql> {
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = mkdtempSync(join(tmpdir(), 'trekker-postgis-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  execFileSync(join(PROGRAMS, 'initdb'), ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync'], {
    ...user,
    stdio: 'ignore',
    cwd: folder,
  });
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'jit=off',
    'shared_buffers=1GB',
  ];
  const server = spawn(join(PROGRAMS, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
    ...user,
    stdio: 'ignore',
    cwd: folder,
  });
  await socketIn(folder);
  const session = openSession(folder);
  await session.run('create extension postgis');
  return {
    run: (sql) => session.run(sql),
    async close() {
      await session.close();
      await ended(server, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The number of Debian's user for PostgreSQL. */
function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres']).toString());
}

async function socketIn(folder: string): Promise<void> {
  for (let waited = 0; waited < LONGEST_START_MS; waited += 50) {
    const probe = spawn(join(PROGRAMS, 'pg_isready'), ['-h', folder, '-q'], { stdio: 'ignore' });
    const [code] = await once(probe, 'close');
    if (code === 0) return;
    await sleep(50);
  }
  throw new Error(`PostgreSQL in ${folder} is not ready after ${LONGEST_START_MS} ms`);
}

const MARK = 'answered';

function openSession(folder: string): Psql {
  const arguments_ = ['-h', folder, '-U', 'bench', '-d', 'postgres', '-qAtX', '-v', 'ON_ERROR_STOP=1'];
  const client = spawn(join(PROGRAMS, 'psql'), arguments_, { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  client.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  const lines = createInterface({ input: client.stdout })[Symbol.asyncIterator]();
  return {
    async run(sql) {
      client.stdin.write(`${sql};\n\\echo ${MARK}\n`);
      const answer: string[] = [];
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error(`psql ended: ${complaint}`);
        if (value === MARK) return answer;
        answer.push(value);
      }
    },
    async close() {
      client.stdin.end();
      await once(client, 'close');
    },
  };
}

async function ended(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null) return;
  const closed = once(server, 'close');
  server.kill(signal);
  await closed;
}
