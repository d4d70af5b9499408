import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import postgres, { type Sql } from 'postgres';

import { connectionOptions } from '../../src/postgres/connect.ts';
import { SUPERUSER } from '../../src/postgres/cluster.ts';

/** Runs `work` as the superuser of an installation's embedded server, as only a test may. */
export async function asSuperuser<T>(dataDir: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  // Lines 4 to 6 of the server's own file are port, folder of the socket and address.
  const [, , , port, socketPath, host] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const sql = postgres({
    ...connectionOptions({
      host: host || null,
      socketPath: socketPath || null,
      port: Number(port),
      user: SUPERUSER,
      password: readFileSync(join(dataDir, 'postgres-password'), 'utf8').trim(),
      database: 'postgres',
    }),
    max: 1,
    onnotice: () => {},
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
