import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { openDatabase, silentLogger, uuidv7, withAddress, type Database, type TxSql } from '../src/index.ts';
import { testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations, TENANT_A, TENANT_B } from './sample.ts';

/** A database of its own; connections are few, so that one that was lost is missed. */
async function opened(use: (database: Database, postgres: TestDatabase) => Promise<void>): Promise<void> {
  await using postgres = await testDatabase([sampleMigrations]);
  await use(postgres.open('sample'), postgres);
}

const pidOf = async (sql: TxSql) => (await sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid ?? 0;
const endBackend = ({ admin }: TestDatabase, pid: number) => admin`select pg_terminate_backend(${pid})`;
const addNote = (database: Database, tenantId: string, text: string) =>
  database.withTenant(
    tenantId,
    async (tx) => void (await tx.sql`insert into sample.notes values (${tenantId}, ${uuidv7()}, ${text})`),
  );
const notesOf = async (database: Database, tenantId: string) => {
  const { result } = await database.withTenant(tenantId, (tx) => tx.sql`select text from sample.notes order by id`);
  return result.map((row) => row['text'] as string);
};

test('a transaction whose connection is lost fails, and others go on', () =>
  opened(async (database, postgres) => {
    await assert.rejects(
      database.withTenant(TENANT_A, async (tx) => {
        await tx.sql`insert into sample.notes values (${TENANT_A}, ${uuidv7()}, 'lost')`;
        await endBackend(postgres, await pidOf(tx.sql));
        await tx.sql`select 1`;
      }),
      { code: 'UNAVAILABLE' },
    );
    await addNote(database, TENANT_A, 'kept');
    assert.deepEqual(await notesOf(database, TENANT_A), ['kept']);
  }));

test('a transaction that goes on after its connection was lost never reaches another one', () =>
  opened(async (database, postgres) => {
    let strays = 0;
    const lost = database.withTenant(TENANT_A, async (tx) => {
      await endBackend(postgres, await pidOf(tx.sql));
      for (let attempt = 0; attempt < 20; attempt += 1) {
        await sleep(10);
        const stray = tx.sql`insert into sample.notes values (${TENANT_A}, ${uuidv7()}, 'stray')`;
        stray.then(
          () => (strays += 1),
          () => {},
        );
      }
    });
    const others = (async () => {
      for (let turn = 0; turn < 40; turn += 1) {
        await addNote(database, TENANT_B, String(turn));
        await sleep(5);
      }
    })();
    await assert.rejects(lost);
    await others;
    assert.equal(strays, 0);
    assert.deepEqual(await notesOf(database, TENANT_A), []);
    assert.equal((await notesOf(database, TENANT_B)).length, 40);
  }));

test('more connections than there are may be lost one after the other, at once and again', () =>
  opened(async (database, postgres) => {
    const work = Array.from({ length: 40 }, () =>
      database.withConsumer(async (tx) => {
        await endBackend(postgres, await pidOf(tx.sql));
        await tx.sql`select 1`;
      }),
    );
    const outcomes = await Promise.allSettled(work);
    assert.deepEqual(new Set(outcomes.map(({ status }) => status)), new Set(['rejected']));
    await addNote(database, TENANT_A, 'after');
    assert.deepEqual(await notesOf(database, TENANT_A), ['after']);
  }));

test('a database is closed at once although connections were lost', () =>
  opened(async (database, postgres) => {
    const pid = await database.withConsumer((tx) => pidOf(tx.sql));
    await database.withConsumer(async (tx) => void (await endBackend(postgres, await pidOf(tx.sql)))).catch(() => {});
    await endBackend(postgres, pid);
    const startedAt = performance.now();
    await database.stop();
    assert.ok(performance.now() - startedAt < 2_000);
    await assert.rejects(addNote(database, TENANT_A, 'late'), /the database was closed/);
  }));

test('an idle connection that is lost is replaced', () =>
  opened(async (database, postgres) => {
    const pid = await database.withConsumer((tx) => pidOf(tx.sql));
    await endBackend(postgres, pid);
    await sleep(50);
    assert.notEqual(await database.withConsumer((tx) => pidOf(tx.sql)), pid);
  }));

test('says UNAVAILABLE while nobody answers, and passes every other failure on as it is', () =>
  opened(async (database, postgres) => {
    const nowhere = openDatabase({
      service: 'sample',
      address: withAddress(postgres.address, { socketPath: null, host: '127.0.0.1', port: 1 }),
      secret: postgres.secret,
      tail: postgres.tail,
      log: silentLogger,
    });
    await assert.rejects(notesOf(nowhere, TENANT_A), { code: 'UNAVAILABLE' });
    await nowhere.stop();
    const own = new Error('our own mistake');
    await assert.rejects(
      database.withTenant(TENANT_A, () => Promise.reject(own)),
      own,
    );
    await assert.rejects(
      database.withTenant(TENANT_A, (tx) => tx.sql`select * from sample.nothing`),
      { code: '42P01' },
    );
  }));

test('a connection keeps nothing of the transactions that used it', () =>
  opened(async (database) => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const results: WeakRef<object>[] = [];
    for (let turn = 0; turn < 50; turn += 1) {
      const { result } = await database.withTenant(TENANT_A, async (tx) => tx.sql`select ${turn}::int as turn`);
      results.push(new WeakRef(result));
    }
    await sleep(20);
    collectGarbage();
    const kept = results.filter((result) => result.deref()).length;
    assert.ok(kept < 10, `${kept} of 50 results are kept`);
  }));
