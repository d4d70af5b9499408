import { connect, type Socket } from 'node:net';

import postgres, { type Sql } from 'postgres';

import type { Logger } from '../logger.ts';
import type { DatabaseAddress } from './address.ts';
import { addArrayTypes } from './array-types.ts';

/** What kit hands around instead of a bare client: instants are Unix milliseconds, counts are numbers. */
export type Pool = Sql<{ instant: number; count: number }>;

export interface PoolOptions {
  readonly address: DatabaseAddress;
  /** Name shown in `pg_stat_activity`. */
  readonly name: string;
  /** Most connections at once; they open when needed and close when idle. */
  readonly max: number;
  readonly log: Logger;
  /** Whether connections stay open when idle; for sessions that hold locks. */
  readonly keepOpen?: boolean;
  /** Silence after which the server closes a connection and frees its locks, in milliseconds; absent: never. */
  readonly idleSessionMs?: number;
  /** Called when a connection was closed, by whomever. */
  readonly onClose?: () => void;
  /** Makes connections, connected and encrypted; absent: they are made here. */
  readonly socket?: () => Promise<Socket>;
}

const TIMESTAMPTZ = 1184;
const INT8 = 20;
const JSON_TEXT = 114;
const JSONB = 3802;

/**
 * Opens a pool. Private to kit: services get handles with a tenant, never a pool. A connection that is lost amid a
 * transaction may end the process (see `Line`), so transactions that may outlast a server run on clients.
 */
export function openPool({
  address,
  name,
  max,
  log,
  keepOpen = false,
  idleSessionMs,
  onClose = () => {},
  socket,
}: PoolOptions): Pool {
  const pool = postgres({
    fetch_types: false,
    ...(socket ? { socket } : placeOf(address)),
    port: address.port,
    user: address.user,
    password: address.password,
    database: address.database,
    max,
    ssl: socket ? false : (address.tls ?? false),
    idle_timeout: keepOpen ? 0 : 30,
    onclose: onClose,
    connect_timeout: 10,
    max_lifetime: null,
    onnotice: (notice) => log.debug({ notice: notice['message'] }, 'PostgreSQL notice'),
    connection: {
      application_name: `trekker ${name}`,
      statement_timeout: 60_000,
      lock_timeout: 20_000,
      // A process that was stopped amid a transaction must not hold the others up for long.
      idle_in_transaction_session_timeout: 10_000,
      ...(idleSessionMs === undefined ? {} : { idle_session_timeout: idleSessionMs }),
      TimeZone: 'UTC',
    },
    types: {
      instant: {
        to: TIMESTAMPTZ,
        from: [TIMESTAMPTZ],
        serialize: writeInstant,
        parse: (value: string) => Date.parse(value),
      },
      count: { to: INT8, from: [INT8], serialize: String, parse: readCount },
      json: {
        to: JSON_TEXT,
        from: [JSON_TEXT, JSONB],
        serialize: writeJson,
        parse: (value: string) => JSON.parse(value),
      },
    },
  });
  addArrayTypes(pool);
  return pool;
}

function placeOf(address: DatabaseAddress) {
  return address.socketPath ? { path: `${address.socketPath}/.s.PGSQL.${address.port}` } : tcpOptions(address);
}

function tcpOptions(address: DatabaseAddress) {
  const host = address.host ?? 'localhost';
  // postgres.js leaves Nagle's algorithm on, which stalls COPY by up to 90 ms.
  const socket = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const opened = connect({ host, port: address.port, noDelay: true });
      opened.once('connect', () => resolve(opened)).once('error', reject);
    });
  return { host, socket } as { host: string }; // `socket` is honoured by the library and missing from its types
}

/** PostgreSQL knows no year 0: the one before the year 1 is the year 1 before Christ. */
function writeInstant(value: unknown): string {
  if (typeof value !== 'number') return String(value);
  const text = new Date(value).toISOString();
  return text.startsWith('0000-') ? `0001-${text.slice(5)} BC` : text;
}

/** Text counts as JSON that is already written. */
function writeJson(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function readCount(value: string): number {
  const count = Number(value);
  if (!Number.isSafeInteger(count)) throw new RangeError(`int8 ${value} does not fit a number`);
  return count;
}
