import type { DatabaseAddress } from '@trekker/kit';
import postgres, { type Sql } from 'postgres';
import type { PostgresAddress } from './address.ts';

/** Runs `use` with one connection of the superuser, closed afterwards; fails when all of it takes too long. */
export async function withConnection<T>(
  { address, timeoutMs }: { address: DatabaseAddress; timeoutMs: number },
  use: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({
    ...connectionOptions(address),
    max: 1,
    connect_timeout: timeoutMs / 1_000,
    fetch_types: false,
    prepare: false,
    onnotice: () => {},
    connection: { application_name: 'trekker supervisor' },
  });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([use(sql), late.promise]);
  } finally {
    clearTimeout(timer);
    await sql.end({ timeout: 0 });
  }
}

/** The address as options of postgres.js: a host with a slash in it is the folder of a socket. */
export function connectionOptions(address: DatabaseAddress) {
  const { host, socketPath, port, user, password, database, tls } = address;
  return { host: socketPath ?? host ?? '127.0.0.1', port, user, password, database, ssl: tls ?? false };
}

/** Start-up options of a connection whose work takes what it takes; postgres.js leaves out settings that are 0. */
export const NO_TIME_LIMIT = '-c statement_timeout=0 -c idle_in_transaction_session_timeout=0';

/** Where a server stands. */
export type Standing =
  | { readonly kind: 'accepting'; readonly dataDirectory: string }
  | { readonly kind: 'starting' }
  | { readonly kind: 'silent'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string };

/** Asks a server whether it serves, and which data directory. */
export async function askStanding(address: PostgresAddress, timeoutMs: number): Promise<Standing> {
  try {
    return await withConnection({ address, timeoutMs }, async (sql) => {
      const [row] = await sql<{ dir: string }[]>`select current_setting('data_directory') as dir`;
      return { kind: 'accepting', dataDirectory: row?.dir ?? '' };
    });
  } catch (failure) {
    const { code = '', message } = failure as { code?: string; message: string };
    if (code === '57P03') return { kind: 'starting' };
    return code.startsWith('28') ? { kind: 'refused', problem: message } : { kind: 'silent', problem: message };
  }
}
