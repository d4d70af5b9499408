import type { Service } from '../service.ts';
import { defineService } from '../service.ts';
import type { Secret } from '../secret.ts';
import type { Logger } from '../logger.ts';
import { appendQueued } from '../event-log/append.ts';
import { headKey, type Entry } from '../event-log/entry.ts';
import type { LogTail } from '../event-log/tail.ts';
import type { Offsets } from '../subgraph/executor.ts';
import { withAddress, type DatabaseAddress } from './address.ts';
import { DIRECTORY, LOADER, rolesOf } from './roles.ts';
import { ClientPool } from './client-pool.ts';
import { assertDurable, assertStillDurable, CHANGEABLE_SETTINGS, type ChangeableSettings } from './durability.ts';
import { openPool, type Pool } from './pool.ts';
import { openTx, type OpenTx, type Tx, type TxSql } from './transaction.ts';
import { asUnavailable } from './unavailable.ts';

/** How a transaction runs. */
export interface TransactionOptions {
  /** `snapshot` reads one consistent state of the database and writes nothing. */
  readonly mode?: 'write' | 'snapshot';
}

/** A transaction of a projection or of intake. */
export interface ConsumerTx extends Tx {
  /** Works for this tenant from here on; rows of any other tenant are out of sight. */
  asTenant(tenantId: string): Promise<void>;
  /** Runs `fn` as the role that may fill staging tables by COPY and nothing else. */
  asLoader<T>(fn: (sql: TxSql) => Promise<T>): Promise<T>;
  /** Sends a statement with the last ones of the transaction, beside the appends; what it fails with fails the transaction. */
  lastly(statement: () => Promise<void>): void;
  /** Lets nothing that `fn` publishes come into the log: it was told before. Within, a head must not be locked. */
  muted<T>(fn: () => Promise<T>): Promise<T>;
}

/** What a committed transaction gave: its result, and what it wrote to the event log. */
export interface Committed<T> {
  readonly result: T;
  readonly wrote: Offsets;
}

/**
 * A service's access to its placement. There are three handles and no fourth. Each fails with UNAVAILABLE when the
 * database cannot be reached or cuts the connection, and when the server is set so that it may lose what it confirms:
 * `start` refuses then, and every transaction looks again, since settings change while a server runs.
 */
export interface Database extends Service {
  /** Answers a caller: sees and writes the rows of one tenant. */
  withTenant<T>(tenantId: string, fn: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<Committed<T>>;
  /** Derives: sees the whole log, and the rows of the tenant it works for. */
  withConsumer<T>(fn: (tx: ConsumerTx) => Promise<T>): Promise<T>;
  /** Looks names up in the directory and does nothing else. */
  withDirectory<T>(fn: (sql: TxSql) => Promise<T>): Promise<T>;
  /**
   * A connection of its own, outside of the pool, for session locks. When it is lost `onLost` is called before anything
   * runs on the connection that takes its place, which holds no lock. Say something on it every second: the server closes
   * a session that is silent for some.
   */
  openSession(onLost: () => void): Session;
}

/** One connection and what it holds. */
export interface Session {
  readonly sql: Pool;
  /** Closes the connection; its locks are free then. */
  end(): Promise<void>;
}

export interface DatabaseOptions {
  /** The service the database is opened for, for example `positions`. */
  readonly service: string;
  readonly address: DatabaseAddress;
  readonly secret: Secret;
  readonly log: Logger;
  /** Learns what was appended, right after the commit. */
  readonly tail: LogTail;
  /** Most connections at once. */
  readonly maxConnections?: number;
}

/** Silence after which the server takes a session's locks away: its process was stopped or cut off. */
const SESSION_SILENCE_MS = 6_000;

/** Opens a service's database. The schema must be migrated. */
export function openDatabase({ service, address, secret, log, tail, maxConnections = 4 }: DatabaseOptions): Database {
  const roles = rolesOf(service);
  const login = withAddress(address, { user: roles.login, password: databasePassword(secret, roles.login) });
  const clients = new ClientPool({ address: login, name: service, max: maxConnections, log });

  async function run<T, X extends Tx>(begin: string, wrap: (tx: OpenTx) => X, fn: (tx: X) => Promise<T>) {
    const transaction = clients.use((client) =>
      client.begin(begin, async (sql) => {
        const tx = openTx(sql);
        const result = await fn(wrap(tx));
        const queued = await lastStatements(sql, tx);
        return { result, effects: tx.effects, appended: [...tx.appended, ...queued] };
      }),
    );
    const outcome = await transaction.catch((failure: unknown) => {
      throw asUnavailable(failure);
    });
    const { result, effects, appended } = outcome as { result: T; effects: (() => void)[]; appended: Entry[] };
    tail.committed(appended);
    for (const effect of effects) effect();
    return { result, wrote: offsetsOf(appended) };
  }

  return {
    ...defineService({
      name: `${service} database`,
      start: () => clients.use(assertDurable),
      stop: () => clients.end(5),
      ready: async () => (await answersWithin(clients, 2_000)) ?? null,
    }),
    withTenant: (tenantId, fn, { mode = 'write' } = {}) =>
      run(
        mode === 'write' ? '' : 'isolation level repeatable read read only',
        (tx) => become(tx, roles.tenant, tenantId),
        fn,
      ),
    withConsumer: async (fn) => {
      const { result } = await run('', (tx) => becomeConsumer(tx, roles.consumer), fn);
      return result;
    },
    withDirectory: async (fn) => {
      const { result } = await run(
        '',
        (tx) => become(tx, DIRECTORY, ''),
        (tx) => fn(tx.sql),
      );
      return result;
    },
    openSession(onLost) {
      const sql = openPool({
        address: login,
        name: `${service} session`,
        max: 1,
        log,
        keepOpen: true,
        idleSessionMs: SESSION_SILENCE_MS,
        onClose: onLost,
      });
      return { sql, end: () => sql.end({ timeout: 5 }) };
    },
  };
}

/** The password of a login role, derived so that it need not be stored. */
export function databasePassword(secret: Secret, role: string): string {
  return secret.derive(`database ${role}`).toString('base64url');
}

/**
 * Checks, checkpoints and appends, of which the locks of heads come last. All of it has come to an end when this does:
 * nothing may be sent behind a rollback.
 */
async function lastStatements(sql: TxSql, { last, queued }: OpenTx): Promise<Entry[]> {
  const moving = last.map((statement) => statement());
  const [appended, ...moved] = await Promise.allSettled([appendQueued(sql, queued), ...moving]);
  // What moves a checkpoint says why nothing may be committed.
  for (const each of [...moved, appended]) if (each.status === 'rejected') throw each.reason;
  return appended.status === 'fulfilled' ? appended.value : [];
}

/**
 * Sent ahead of whatever comes next, and waited for only before the commit: where it fails, all that follows in the
 * transaction does too.
 */
function become<X extends OpenTx>(tx: X, role: string, tenantId: string): X {
  const became = tx.sql<ChangeableSettings[]>`
    select set_config('role', ${role}, true), set_config('trekker.tenant', ${tenantId}, true),
      ${tx.sql.unsafe(CHANGEABLE_SETTINGS)}`.execute();
  tx.lastly(async () => {
    const [settings] = await became;
    if (settings) assertStillDurable(settings);
  });
  return tx;
}

function becomeConsumer(tx: OpenTx, role: string): OpenTx & ConsumerTx {
  become(tx, role, '');
  const { sql } = tx;
  return Object.assign(tx, {
    asTenant: async (tenantId: string) => void sql`select set_config('trekker.tenant', ${tenantId}, true)`.execute(),
    asLoader: async <T>(fn: (loader: TxSql) => Promise<T>): Promise<T> => {
      void sql`select set_config('role', ${LOADER}, true)`.execute();
      const result = await fn(sql);
      void sql`select set_config('role', ${role}, true)`.execute();
      return result;
    },
  });
}

async function answersWithin(clients: ClientPool, timeoutMs: number): Promise<string | undefined> {
  const timeout = new Promise<string>((resolve) =>
    setTimeout(resolve, timeoutMs, 'no answer from the database').unref(),
  );
  const answer = clients.use(assertDurable).then(
    () => undefined,
    (failure: unknown) => `the database refused: ${failure instanceof Error ? failure.message : String(failure)}`,
  );
  return Promise.race([answer, timeout]);
}

function offsetsOf(appended: readonly Entry[]): Offsets {
  return Object.fromEntries(appended.map((entry) => [headKey(entry), entry.offset]));
}
