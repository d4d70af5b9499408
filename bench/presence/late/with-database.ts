import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, type DatabaseAddress } from '@trekker/kit';
import { embeddedPostgres } from '@trekker/stack';

/** Runs an embedded PostgreSQL server in a temporary folder while something uses its address, then removes both. */
export async function withDatabase<T>(use: (address: DatabaseAddress) => Promise<T>): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trekker-bench-'));
  const server = embeddedPostgres({ dataDir, log: createLogger('error') });
  try {
    await server.start();
    return await use(server.address());
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** An address as a URL. */
export function databaseUrl({ user, password, port, host, socketPath, database }: DatabaseAddress): string {
  const place = socketPath ? `?host=${encodeURIComponent(socketPath)}&port=${port}` : '';
  return `postgres://${user}:${password}@${socketPath ? '' : `${host}:${port}`}/${database}${place}`;
}
