import {
  migrate,
  parseDatabaseUrl,
  type DatabaseAddress,
  type Logger,
  type Migrations,
  type Secret,
  type Service,
} from '@trekker/kit';
import postgres from 'postgres';

import { assertDurable, embeddedPostgres } from './postgres/supervisor.ts';

/** The database of the installation: started here, or an outside one. */
export interface InstalledDatabase {
  readonly address: DatabaseAddress;
  /** Ends the embedded server; does nothing for an outside one. */
  readonly service: Service | null;
}

/**
 * Brings a database up: the embedded server over the data folder, or the one of `databaseUrl`, whose settings must keep
 * the promise of an acknowledgement. Then migrates it.
 */
export async function bringUpDatabase({
  dataDir,
  databaseUrl,
  services,
  secret,
  log,
}: {
  dataDir: string;
  databaseUrl: string | null;
  services: readonly Migrations[];
  secret: Secret;
  log: Logger;
}): Promise<InstalledDatabase> {
  const embedded = databaseUrl === null ? embeddedPostgres({ dataDir, log }) : null;
  await embedded?.start();
  try {
    const address = embedded ? embedded.address() : parseDatabaseUrl(databaseUrl ?? '');
    if (!embedded) await assertOutsideDurable(databaseUrl ?? '');
    await migrate({ address, services, secret, log });
    return { address, service: embedded };
  } catch (failure) {
    await embedded?.stop();
    throw failure;
  }
}

async function assertOutsideDurable(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  try {
    await assertDurable(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
