import { InvalidInputError } from '../errors.ts';

/** Where a PostgreSQL server listens and as whom to sign in. */
export interface DatabaseAddress {
  /** Host name, or null when the server is reached over a unix socket. */
  readonly host: string | null;
  /** Folder of the unix socket, or null when the server is reached over TCP. */
  readonly socketPath: string | null;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Encryption towards the server; absent: none. `verify-full` also checks its certificate and name. */
  readonly tls?: Encryption;
}

/** How a connection is encrypted, by the names of `sslmode`. */
export type Encryption = (typeof ENCRYPTIONS)[number];

const ENCRYPTIONS = ['require', 'verify-full'] as const;

/**
 * Reads a connection URL: `postgres://user:password@host:5432/database`, or with the folder of a unix socket
 * `postgres://user:password@/database?host=/folder&port=5432`. `sslmode` may be `disable`, `require` or `verify-full`; the
 * other modes fall back in silence and are refused. Fails with INVALID_INPUT, never printing the password.
 */
export function parseDatabaseUrl(text: string): DatabaseAddress {
  // WHATWG URLs refuse user info without a host; the placeholder is never used as a host.
  const url = URL.parse(text.replace('@/', '@unix-socket.invalid/'));
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new InvalidInputError('DATABASE_URL', 'must look like postgres://user:password@host:5432/database');
  }
  const socketPath = url.searchParams.get('host');
  return {
    host: socketPath?.startsWith('/') ? null : url.hostname || 'localhost',
    socketPath: socketPath?.startsWith('/') ? socketPath : null,
    port: Number(url.searchParams.get('port') ?? (url.port || 5432)),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)) || 'postgres',
    ...encryptionOf(url.searchParams.get('sslmode')),
  };
}

function encryptionOf(mode: string | null): { tls?: Encryption } {
  if (mode === null || mode === 'disable') return {};
  const tls = ENCRYPTIONS.find((one) => one === mode);
  if (!tls)
    throw new InvalidInputError('DATABASE_URL', `must have sslmode disable, require or verify-full, got ${mode}`);
  return { tls };
}

/** The same server under another database or user. */
export function withAddress(address: DatabaseAddress, changes: Partial<DatabaseAddress>): DatabaseAddress {
  return { ...address, ...changes };
}
