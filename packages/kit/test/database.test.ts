import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { claimName, releaseName, resolveName, uuidv7, type Database } from '../src/index.ts';
import { isolationProblems, testDatabase, type TestDatabase } from '../src/testing/index.ts';
import { sampleMigrations, TENANT_A, TENANT_B } from './sample.ts';

let postgres: TestDatabase;
let database: Database;

before(async () => {
  postgres = await testDatabase([sampleMigrations]);
  database = postgres.open('sample');
});
after(() => postgres[Symbol.asyncDispose]());

const addNote = (tenantId: string, text: string) =>
  database.withTenant(
    tenantId,
    async (tx) => void (await tx.sql`insert into sample.notes values (${tenantId}, ${uuidv7()}, ${text})`),
  );

test('shows a tenant only its own rows, even without a condition', async () => {
  await addNote(TENANT_A, 'of A');
  await addNote(TENANT_B, 'of B');
  const { result } = await database.withTenant(
    TENANT_A,
    (tx) => tx.sql<{ text: string }[]>`select text from sample.notes`,
  );
  assert.deepEqual(
    result.map((row) => row.text),
    ['of A'],
  );
});

test('refuses to write a row of another tenant', async () => {
  await assert.rejects(
    database.withTenant(
      TENANT_A,
      async (tx) => void (await tx.sql`insert into sample.notes values (${TENANT_B}, ${uuidv7()}, 'x')`),
    ),
    /row-level security/,
  );
});

test('shows a consumer nothing of the service before it has said for whom it works', async () => {
  const seen = await database.withConsumer(async (tx) => {
    const before = await tx.sql`select 1 from sample.notes`;
    await tx.asTenant(TENANT_B);
    return { before: before.length, after: (await tx.sql`select 1 from sample.notes`).length };
  });
  assert.deepEqual(seen, { before: 0, after: 1 });
});

test('lets a directory look-up see nothing but the directory', async () => {
  await assert.rejects(
    database.withDirectory((sql) => sql`select * from sample.notes`),
    /permission denied/,
  );
  await assert.rejects(
    database.withDirectory((sql) => sql`select * from directory.names`),
    /permission denied/,
  );
});

test('gives a name to the first who claims it and tells the second only that it is taken', async () => {
  const entityId = uuidv7();
  const claim = (tenantId: string) =>
    database.withTenant(tenantId, (tx) => claimName(tx, { kind: 'badge', name: '42', entityId }));
  assert.equal((await claim(TENANT_A)).result, true);
  assert.equal((await claim(TENANT_B)).result, false);
  const entry = await database.withDirectory((sql) => resolveName(sql, 'badge', '42'));
  assert.deepEqual(entry, { placement: 'main', tenantId: TENANT_A, entityId });
});

test('lets nobody give back a name that another tenant has', async () => {
  const name = { kind: 'badge', name: '43' };
  await database.withTenant(TENANT_A, (tx) => claimName(tx, { ...name, entityId: uuidv7() }));
  assert.equal((await database.withTenant(TENANT_B, (tx) => releaseName(tx, name))).result, false);
  assert.ok(await database.withDirectory((sql) => resolveName(sql, name.kind, name.name)));
  assert.equal((await database.withTenant(TENANT_A, (tx) => releaseName(tx, name))).result, true);
});

test('resolves an expired name to nothing and lets it be claimed again', async () => {
  const claim = (until?: number) =>
    database.withTenant(TENANT_A, (tx) =>
      claimName(tx, { kind: 'session', name: 'x', entityId: uuidv7(), ...(until === undefined ? {} : { until }) }),
    );
  await claim(Date.now() - 1_000);
  assert.equal(await database.withDirectory((sql) => resolveName(sql, 'session', 'x')), null);
  assert.equal((await claim()).result, true);
});

test('lets a loader fill a staging table and nothing else', async () => {
  const counted = await database.withConsumer(async (tx) => {
    await tx.asLoader(async (sql) => {
      await sql`create temp table staging (n int) on commit drop`;
      await sql`grant select on staging to trekker_sample_consumer`;
      await sql`insert into staging values (1), (2)`;
    });
    return (await tx.sql`select n from staging`).length;
  });
  assert.equal(counted, 2);
  await assert.rejects(
    database.withConsumer((tx) => tx.asLoader((sql) => sql`select * from sample.notes`)),
    /permission denied/,
  );
});

test('refuses a snapshot that writes', async () => {
  await assert.rejects(
    database.withTenant(TENANT_A, async (tx) => void (await tx.sql`delete from sample.notes`), { mode: 'snapshot' }),
    /read-only transaction/,
  );
});

test('reads and writes instants, arrays of them, counts and JSON alike, whether or not drizzle was used', async () => {
  const at = 1_779_000_000_123;
  const { result } = await database.withTenant(TENANT_A, async (tx) => {
    const read = () => tx.sql<object[]>`
      select ${at}::timestamptz as at, ${[at, at + 1]}::timestamptz[] as many, 5::bigint as n, ${JSON.stringify({ a: 1 })}::jsonb as j`;
    const [first] = await read();
    await tx.db.execute('select 1');
    const [second] = await read();
    return [{ ...first }, { ...second }];
  });
  const expected = { at, many: [at, at + 1], n: 5, j: { a: 1 } };
  assert.deepEqual(result, [expected, expected]);
});

test('compares with any instant that an RFC 3339 text can name, the year 0 too', async () => {
  for (const text of [
    '0000-01-01T00:00:00Z',
    '0000-12-31T23:59:59.999Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ]) {
    const [row] = await postgres.admin<{ apart: number }[]>`
      select (extract(epoch from ${Date.parse(text)}::timestamptz) * 1000)::bigint as apart`;
    assert.equal(Number(row?.apart), Date.parse(text), text);
  }
});

test('finds every table isolated, and names each gap in one that is not', async () => {
  for (const schema of ['sample', 'log']) assert.deepEqual(await isolationProblems(postgres.admin, schema), []);
  await postgres.admin`create table sample.open (id int primary key)`;
  const problems = await isolationProblems(postgres.admin, 'sample');
  assert.deepEqual(problems, [
    'table open does not force row-level security',
    'table open has no policy',
    'index sample.open_pkey of open does not start with tenant_id',
  ]);
  await postgres.admin`drop table sample.open`;
});
