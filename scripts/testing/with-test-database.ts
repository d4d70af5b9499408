import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../../packages/kit/src/index.ts';
import { embeddedPostgres } from '../../packages/stack/src/postgres/supervisor.ts';

/** Environment variable that names the PostgreSQL server tests use, by the address of a superuser. */
export const TEST_DATABASE = 'TREKKER_TEST_DATABASE_URL';

/** Runs a PostgreSQL server in a temporary folder while `use` has its address, then removes both. */
export async function withTestDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-tests-'));
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
