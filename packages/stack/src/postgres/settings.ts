/** What the settings depend on. */
export interface SettingsInput {
  /** Version of the programs; a server started by other programs is told by it. */
  readonly version: string;
  /** Folder of the unix socket, or null to listen on loopback TCP. */
  readonly socketPath: string | null;
  readonly port: number;
  /** Settings by PostgreSQL's names; they win over ours. */
  readonly extra: Readonly<Record<string, string>>;
}

/** The whole `postgresql.conf`, written anew at every start. */
export function renderSettings(input: SettingsInput): string {
  const settings = { ...fixedSettings, ...listening(input), ...input.extra };
  const lines = Object.entries(settings).map(([name, value]) => `${checkedName(name)} = ${quoted(value)}`);
  return [
    `# Written by Trekker at every start for PostgreSQL ${input.version}; changes here are lost.`,
    ...lines,
    '',
  ].join('\n');
}

/** Why a value is not PostgreSQL's default stands beside it. Sizes have their unit. */
const fixedSettings = {
  // An acknowledged position is on disk: never weaker than this.
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  wal_level: 'replica', // online backup and point-in-time recovery
  max_prepared_transactions: '0', // a forgotten prepared transaction would hold locks and vacuum for ever

  // An idle product stays small.
  max_connections: '100',
  shared_buffers: '64MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  io_workers: '2',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  autovacuum_max_workers: '2',
  max_wal_senders: '2',
  max_locks_per_transaction: '128', // history has a partition per day
  jit: 'off', // not part of the programs
  ssl: 'off', // nothing leaves the machine

  // Nobody holds a lock by falling asleep.
  idle_in_transaction_session_timeout: '60s',
  tcp_keepalives_idle: '60',

  // One language, one time zone, whatever the machine says.
  timezone: 'UTC',
  log_timezone: 'UTC',
  datestyle: 'iso, ymd',
  default_text_search_config: 'pg_catalog.simple',
  lc_messages: 'C',
  cluster_name: 'trekker',

  // One line per event on stderr, read by server-log.ts; no statement or row of anybody in it.
  log_destination: 'stderr',
  logging_collector: 'off',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_line_prefix: '%p %e ',
  log_checkpoints: 'off',
};

function listening({ socketPath, port }: SettingsInput): Record<string, string> {
  if (socketPath === null) {
    return { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) };
  }
  return {
    listen_addresses: '',
    unix_socket_directories: socketPath,
    unix_socket_permissions: '0700',
    port: String(port),
  };
}

function checkedName(name: string): string {
  if (/^[a-z_][a-z0-9_.]*$/i.test(name)) return name;
  throw new Error(`${JSON.stringify(name)} is not the name of a PostgreSQL setting`);
}

function quoted(value: string): string {
  if (/[\n\r\0]/.test(value)) throw new Error(`a PostgreSQL setting must be one line, got ${JSON.stringify(value)}`);
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
