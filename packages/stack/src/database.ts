import {
  assertDurable,
  migrate,
  parseDatabaseUrl,
  type DatabaseAddress,
  type Logger,
  type Migrations,
  type Secret,
  type Service,
} from '@trekker/kit';

import { withConnection } from './postgres/connect.ts';
import { embeddedPostgres } from './postgres/supervisor.ts';

/** The database of the installation: started here, or an outside one. */
export interface InstalledDatabase {
  readonly address: DatabaseAddress;
  /** Ends the embedded server; does nothing for an outside one. */
  readonly service: Service | null;
}

/** How long an outside server may take to tell its settings. */
const OUTSIDE_TIMEOUT_MS = 15_000;

/**
 * Brings a database up: the embedded server over the data folder, or the one of `databaseUrl`, whose settings must keep
 * the promise of an acknowledgement. Then migrates it.
 */
export async function bringUpDatabase({
  dataDir,
  databaseUrl,
  services,
  secret,
  extraSettings = {},
  log,
  signal,
}: {
  dataDir: string;
  databaseUrl: string | null;
  services: readonly Migrations[];
  secret: Secret;
  /** Of the embedded server, by PostgreSQL's names. */
  extraSettings?: Readonly<Record<string, string>>;
  log: Logger;
  /** Stops the embedded server when it fires before this has resolved. */
  signal: AbortSignal;
}): Promise<InstalledDatabase> {
  signal.throwIfAborted();
  const embedded = databaseUrl === null ? embeddedPostgres({ dataDir, log, extraSettings }) : null;
  const stopEarly = () => void embedded?.stop();
  signal.addEventListener('abort', stopEarly, { once: true });
  try {
    await embedded?.start();
    const address = embedded ? embedded.address() : parseDatabaseUrl(databaseUrl ?? '');
    if (!embedded) await withConnection({ address, timeoutMs: OUTSIDE_TIMEOUT_MS }, assertDurable);
    await migrate({ address, services, secret, log });
    return { address, service: embedded };
  } catch (failure) {
    await embedded?.stop();
    throw failure;
  } finally {
    signal.removeEventListener('abort', stopEarly);
  }
}
