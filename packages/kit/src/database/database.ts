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

  async function run<T, X extends Tx>(begin: string, wrap: (tx: OpenTx) => Promise<X>, fn: (tx: X) => Promise<T>) {
    const transaction = clients.use((client) =>
      client.begin(begin, async (sql) => {
        const tx = openTx(client, sql);
        const result = await fn(await wrap(tx));
        const queued = await appendQueued(sql, tx.queued);
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

async function become<X extends OpenTx>(tx: X, role: string, tenantId: string): Promise<X> {
  const [settings] = await tx.sql<ChangeableSettings[]>`
    select set_config('role', ${role}, true), set_config('trekker.tenant', ${tenantId}, true),
      ${tx.sql.unsafe(CHANGEABLE_SETTINGS)}`;
  if (settings) assertStillDurable(settings);
  return tx;
}

async function becomeConsumer(tx: OpenTx, role: string): Promise<OpenTx & ConsumerTx> {
  await become(tx, role, '');
  const { sql } = tx;
  return Object.assign(tx, {
    asTenant: async (tenantId: string) => void (await sql`select set_config('trekker.tenant', ${tenantId}, true)`),
    asLoader: async <T>(fn: (loader: TxSql) => Promise<T>): Promise<T> => {
      await sql`select set_config('role', ${LOADER}, true)`;
      const result = await fn(sql);
      await sql`select set_config('role', ${role}, true)`;
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
