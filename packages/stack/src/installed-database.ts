import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';

import { parseDatabaseUrl, type DatabaseAddress, type Logger } from '@trekker/kit';

import { SUPERUSER } from './postgres/cluster.ts';
import { isPostmasterOf } from './postgres/processes.ts';
import { readPostmasterFile } from './postgres/postmaster-file.ts';
import { embeddedPostgres } from './postgres/supervisor.ts';

/**
 * Runs `work` on the database of an installation, whether it runs now or not: the outside one, the embedded server while
 * it serves, or that server started for just this. Fails where a data folder has no database.
 */
export async function withInstalledDatabase<T>(
  { dataDir, databaseUrl, log }: { dataDir: string; databaseUrl: string | null; log: Logger },
  work: (address: DatabaseAddress) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return work(parseDatabaseUrl(databaseUrl));
  const serving = await servingAddress(dataDir);
  if (serving) return work(serving);
  await using server = embeddedPostgres({ dataDir, log });
  await server.start();
  return await work(server.address());
}

/** Where the server of a data folder listens; null while there is none. */
async function servingAddress(dataDir: string): Promise<DatabaseAddress | null> {
  const clusterDir = await realpath(join(dataDir, 'postgres')).catch((cause: unknown) => {
    throw new Error(
      `${dataDir} holds no database; set TREKKER_DATA_DIR to the installation's folder, or DATABASE_URL`,
      {
        cause,
      },
    );
  });
  const file = readPostmasterFile(clusterDir);
  if (!file || !isPostmasterOf(file.pid, clusterDir)) return null;
  const password = (await readFile(join(dataDir, 'postgres-password'), 'utf8')).trim();
  const { host, socketPath, port } = file;
  return { host, socketPath, port, user: SUPERUSER, password, database: 'postgres' };
}
