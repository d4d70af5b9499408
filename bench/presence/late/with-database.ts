import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@trekker/kit';
import { embeddedPostgres } from '@trekker/stack';

/** Runs an embedded PostgreSQL server in a temporary folder while something uses its address, then removes both. */
export async function withDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-bench-'));
  const server = embeddedPostgres({ dataDir, log: createLogger('error') });
  try {
    await server.start();
    const { user, password, port, host, socketPath, database } = server.address();
    const place = socketPath ? `?host=${encodeURIComponent(socketPath)}&port=${port}` : '';
    return await use(`postgres://${user}:${password}@${socketPath ? '' : `${host}:${port}`}/${database}${place}`);
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
