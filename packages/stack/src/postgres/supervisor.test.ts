import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLogger } from '@trekker/kit';
import { isRunning } from './processes.ts';
import { embeddedPostgres } from './supervisor.ts';
import {
  afterTest,
  clientOf,
  newDataFolder,
  postmasterPid,
  processesIn,
  startedServer,
} from './testing/data-folder.ts';

test('a first start makes a cluster that checks its pages and speaks UTF-8 without the machine’s locales', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t) });
  const sql = clientOf(t, server.address());
  const [row] = await sql`
    select current_setting('data_checksums') as checksums, pg_encoding_to_char(encoding) as encoding,
           datlocprovider as provider, datlocale as locale, current_setting('TimeZone') as zone
    from pg_database where datname = current_database()`;
  assert.deepEqual({ ...row }, { checksums: 'on', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', zone: 'UTC' });
});

test('rows and password survive an orderly stop and start', async (t) => {
  const dataDir = newDataFolder(t);
  const first = embeddedPostgres({ dataDir, log: silentLogger });
  await first.start();
  const { password } = first.address();
  await clientOf(t, first.address()).unsafe('create table kept as select 1 as n');
  await first.stop();

  const second = await startedServer(t, { dataDir });
  assert.equal(second.address().password, password);
  assert.equal((await clientOf(t, second.address())`select n from kept`).length, 1);
});

test('the password is needed, and only its owner may read its file and reach the socket', async (t) => {
  const dataDir = newDataFolder(t);
  const server = await startedServer(t, { dataDir });
  const wrong = clientOf(t, { ...server.address(), password: 'wrong' });
  await assert.rejects(wrong`select 1`, { code: '28P01' });
  assert.equal(statSync(join(dataDir, 'postgres-password')).mode & 0o777, 0o600);
  const { socketPath, port } = server.address();
  assert.equal(statSync(socketPath ?? '').mode & 0o777, 0o700);
  assert.equal(statSync(`${socketPath}/.s.PGSQL.${port}`).mode & 0o777, 0o700);
});

test('nothing listens on the network', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t) });
  const [row] = await clientOf(t, server.address())`select current_setting('listen_addresses') as addresses`;
  assert.equal(row?.addresses, '');
});

test('where unix sockets cannot be used the server listens on loopback alone', async (t) => {
  const server = await startedServer(t, { dataDir: newDataFolder(t), transport: 'tcp' });
  const { host, socketPath, port } = server.address();
  assert.deepEqual({ host, socketPath }, { host: '127.0.0.1', socketPath: null });
  assert.ok(port > 1024);
  assert.equal(await server.ready?.(), null);
});

test('stop ends every process of the server and removes socket and lock', async (t) => {
  const dataDir = newDataFolder(t);
  const server = await startedServer(t, { dataDir });
  const pid = postmasterPid(dataDir);
  const { socketPath } = server.address();
  await clientOf(t, server.address())`select 1`; // an open session does not hold it up
  await server.stop();
  assert.equal(isRunning(pid), false);
  assert.deepEqual(processesIn(dataDir), []);
  assert.equal(existsSync(socketPath ?? ''), false);
  assert.deepEqual(readdirSync(dataDir).toSorted(), ['postgres', 'postgres-password']);
});

test('stop in the middle of a start leaves nothing behind', async (t) => {
  const dataDir = newDataFolder(t);
  const server = embeddedPostgres({ dataDir, log: silentLogger });
  const started = assert.rejects(server.start(), /was stopped before it served/);
  await server.stop();
  await started;
  assert.equal(existsSync(join(dataDir, 'trekker.lock')), false);
  assert.deepEqual(processesIn(dataDir), []);
});

test('ready tells within two seconds that a frozen server does not answer', async (t) => {
  const dataDir = newDataFolder(t);
  const server = await startedServer(t, { dataDir });
  assert.equal(await server.ready?.(), null);
  process.kill(postmasterPid(dataDir), 'SIGSTOP');
  const askedAt = performance.now();
  const reason = await server.ready?.();
  process.kill(postmasterPid(dataDir), 'SIGCONT');
  assert.match(reason ?? '', /no answer within 2000 ms|CONNECT_TIMEOUT/);
  assert.ok(performance.now() - askedAt < 15_000);
  assert.equal(await server.ready?.(), null);
});

test('a second start over the same data folder names the process that uses it and disturbs nothing', async (t) => {
  const dataDir = newDataFolder(t);
  const first = await startedServer(t, { dataDir });
  const second = embeddedPostgres({ dataDir, log: silentLogger });
  await assert.rejects(second.start(), new RegExp(`another Trekker \\(process ${process.pid}\\) uses the data folder`));
  await second.stop();
  assert.equal(await first.ready?.(), null);
  assert.ok(existsSync(join(dataDir, 'trekker.lock')));
});

test('a setting PostgreSQL does not know fails the start at once and is named', async (t) => {
  const server = embeddedPostgres({ dataDir: newDataFolder(t), log: silentLogger, extraSettings: { no_such: '1' } });
  afterTest(t, () => server.stop());
  const askedAt = performance.now();
  await assert.rejects(server.start(), /unrecognized configuration parameter "no_such"/);
  // Trying again and again would take the better part of a minute.
  assert.ok(performance.now() - askedAt < 15_000);
});
