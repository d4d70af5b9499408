import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../packages/kit/src/index.ts';
import { embeddedPostgres } from '../../packages/stack/src/postgres/supervisor.ts';

/** Environment variable that names the PostgreSQL server tests use, by the address of a superuser. */
export const TEST_DATABASE = 'TREKKER_TEST_DATABASE_URL';

/**
 * A file system in memory. Hundreds of tests make and drop a database of their own, which on a disk is mostly waiting for
 * it. What a crash leaves on a disk is for those to show that start servers themselves.
 */
const MEMORY = '/dev/shm';
const ROOM_BYTES = 8 * 2 ** 30;

/** Runs a PostgreSQL server in a temporary folder while `use` has its address, then removes both. */
export async function withTestDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join((await hasRoom(MEMORY)) ? MEMORY : tmpdir(), 'trekker-tests-'));
  const server = embeddedPostgres({ dataDir, log: createLogger('error'), extraSettings: { shared_buffers: '32MB' } });
  try {
    await server.start();
    const { user, password, port, host, socketPath, database } = server.address();
    return await use(
      socketPath
        ? `postgres://${user}:${password}@/${database}?host=${encodeURIComponent(socketPath)}&port=${port}`
        : `postgres://${user}:${password}@${host}:${port}/${database}`,
    );
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= ROOM_BYTES;
}
