import { randomBytes } from 'node:crypto';

import { parseDatabaseUrl, withAddress, type DatabaseAddress } from '../database/address.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { kitMigrations, migrate, type Migrations } from '../database/migrate.ts';
import { openPool, type Pool } from '../database/pool.ts';
import { migrationsDigest } from './migrations-digest.ts';
import { createLogTail, type LogTail } from '../event-log/tail.ts';
import { silentLogger, type Logger } from '../logger.ts';
import { memoryPubSub, type PubSub } from '../pubsub/pubsub.ts';
import { createSecret } from '../secret.ts';

/** A migrated database of its own for one test file. */
export interface TestDatabase extends AsyncDisposable {
  readonly address: DatabaseAddress;
  readonly secret: ReturnType<typeof createSecret>;
  /** The text that the secret is made from, for processes of their own. */
  readonly secretText: string;
  readonly pubsub: PubSub;
  readonly tail: LogTail;
  /** Opens a service's handles on it. `tail` of its own: as if the service ran in another process. */
  open(service: string, options?: { tail?: LogTail; log?: Logger }): Database;
  /** The server's superuser, for what only a test may look at. */
  readonly admin: Pool;
}

/** Secret of every test database; roles and their passwords belong to the whole server. */
const SECRET_TEXT = 'a secret for tests, the same on every server they start';
const SECRET = createSecret(SECRET_TEXT);
/** One lock of the server under which templates are made, so that test files may start at once. */
const TEMPLATE_LOCK = 0x74706c;

/**
 * Creates a database with the given services' migrations on the server of `TREKKER_TEST_DATABASE_URL`, which
 * `scripts/run-tests.ts` starts. The migrations run once per server into a template; every file gets a copy.
 */
export async function testDatabase(services: readonly Migrations[]): Promise<TestDatabase> {
  const url = process.env.TREKKER_TEST_DATABASE_URL; // oxlint-disable-line node/no-process-env -- how the test runner hands the server over
  if (!url) throw new Error('TREKKER_TEST_DATABASE_URL is not set; run tests with `npm test` in the workspace');
  const server = parseDatabaseUrl(url);
  const template = `template_${await migrationsDigest([kitMigrations, ...services])}`;
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, async (sql) => {
    await ensureTemplate(sql, { server, template, services });
    await sql`create database ${sql(name)} template ${sql(template)}`;
  });
  const address = withAddress(server, { database: name });
  const pubsub = memoryPubSub();
  const tail = createLogTail(pubsub);
  const admin = openPool({ address, name: 'test', max: 2, log: silentLogger });
  const opened: Database[] = [];
  return {
    address,
    secret: SECRET,
    secretText: SECRET_TEXT,
    pubsub,
    tail,
    admin,
    open(service, { tail: own = tail, log = silentLogger } = {}) {
      const database = openDatabase({ service, address, secret: SECRET, log, tail: own });
      opened.push(database);
      return database;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map((database) => database.stop()));
      await admin.end({ timeout: 5 });
      await onServer(server, async (sql) => void (await sql`drop database ${sql(name)} with (force)`));
    },
  };
}

async function ensureTemplate(
  sql: Pool,
  { server, template, services }: { server: DatabaseAddress; template: string; services: readonly Migrations[] },
): Promise<void> {
  const [ready] = await sql`select 1 from pg_database where datname = ${template} and datistemplate`;
  if (ready) return;
  await sql`drop database if exists ${sql(template)}`;
  await sql`create database ${sql(template)}`;
  await migrate({ address: withAddress(server, { database: template }), services, secret: SECRET, log: silentLogger });
  await sql`alter database ${sql(template)} is_template true`;
}

async function onServer(server: DatabaseAddress, work: (sql: Pool) => Promise<void>): Promise<void> {
  const pool = openPool({
    address: withAddress(server, { database: 'postgres' }),
    name: 'test set-up',
    max: 1,
    log: silentLogger,
  });
  try {
    // Others make their templates meanwhile, which takes as long as it takes.
    await pool`select set_config('lock_timeout', '0', false), set_config('statement_timeout', '0', false)`;
    await pool`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    await work(pool);
  } finally {
    await pool.end({ timeout: 5 });
  }
}
