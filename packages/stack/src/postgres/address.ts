/**
 * Where the server listens and who its superuser is: either a unix socket (`socketPath` set, `host` null)
 * or loopback TCP (`host` set, `socketPath` null).
 */
export interface PostgresAddress {
  /** Loopback address for TCP, or null for the unix socket. */
  readonly host: string | null;
  /** Folder that holds the socket `.s.PGSQL.<port>`, or null for TCP. */
  readonly socketPath: string | null;
  /** TCP port; for a unix socket only the ending of its file's name. */
  readonly port: number;
  /** Superuser of the cluster. */
  readonly user: string;
  readonly password: string;
  /** Database that always exists. */
  readonly database: string;
}
