import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
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
import { startWriter } from './testing/killable.ts';

test('a server whose process was killed with -9 is taken over, with every confirmed row', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir);
  await writer.confirmed(200);
  const confirmed = await writer.kill();
  const pid = postmasterPid(dataDir);
  assert.ok(isRunning(pid), 'PostgreSQL outlives the process that started it');

  const server = await startedServer(t, { dataDir });
  assert.equal(postmasterPid(dataDir), pid);
  assert.ok((await countKept(t, server)) >= confirmed);
  await server.stop();
  assert.deepEqual(processesIn(dataDir), []);
});

test('after kill -9 of both the next start recovers every confirmed row', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir);
  await writer.confirmed(200);
  const killed = writer.kill();
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  const confirmed = await killed;
  const server = await startedServer(t, { dataDir });
  assert.ok((await countKept(t, server)) >= confirmed);
});

test('a server killed with -9 is started again at the same address, and its clients go on', async (t) => {
  const dataDir = newDataFolder(t);
  const server = await startedServer(t, { dataDir });
  const sql = clientOf(t, server.address());
  await sql`create table kept (n bigint)`;
  await sql`insert into kept select generate_series(1, 1000)`;
  const pid = postmasterPid(dataDir);
  process.kill(pid, 'SIGKILL');
  await untilReady(server);
  assert.notEqual(postmasterPid(dataDir), pid);
  assert.equal(await countKept(t, server), 1000);
});

test('a start that meets the remains of a killed server tries again until they are gone', async (t) => {
  const dataDir = newDataFolder(t);
  const server = await startedServer(t, { dataDir });
  const sql = clientOf(t, server.address());
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const backend = row?.pid ?? 0;
  process.kill(backend, 'SIGSTOP');
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  await delay(1_000);
  assert.notEqual(await server.ready?.(), null, 'the frozen session still holds the shared memory');
  process.kill(backend, 'SIGCONT');
  await untilReady(server);
});

test('a first start that meets the remains of a killed server tries again until they are gone', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const pid = postmasterPid(dataDir);
  const remains = processesIn(dataDir).find((process) => process !== pid) ?? 0;
  process.kill(remains, 'SIGSTOP');
  process.kill(pid, 'SIGKILL');
  const started = startedServer(t, { dataDir });
  await delay(1_000);
  process.kill(remains, 'SIGCONT');
  assert.equal(await countKept(t, await started), 10);
});

test('sessions that outlive a taken-over server keep a new one from starting beside them', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const server = await startedServer(t, { dataDir });
  const [row] = await clientOf(t, server.address())<{ pid: number }[]>`select pg_backend_pid() as pid`;
  process.kill(row?.pid ?? 0, 'SIGSTOP');
  process.kill(postmasterPid(dataDir), 'SIGKILL');
  await delay(1_500);
  assert.notEqual(await server.ready?.(), null);
  process.kill(row?.pid ?? 0, 'SIGCONT');
  await untilReady(server);
});

test('a taken-over server that dies later is started again as well', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const server = await startedServer(t, { dataDir });
  const pid = postmasterPid(dataDir);
  process.kill(pid, 'SIGKILL');
  await until(async () => !isRunning(pid));
  await untilReady(server);
  assert.equal(await countKept(t, server), 10);
});

test('a survivor with other settings is started anew, in order', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const pid = postmasterPid(dataDir);
  const server = await startedServer(t, { dataDir, extraSettings: { work_mem: '9MB' } });
  assert.equal(isRunning(pid), false);
  const [row] = await clientOf(t, server.address())`select current_setting('work_mem') as size`;
  assert.equal(row?.size, '9MB');
  assert.equal(await countKept(t, server), 10);
});

test('a survivor that lets us in no more is started anew', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir, 10);
  await writer.confirmed(10);
  await writer.kill();
  const pid = postmasterPid(dataDir);
  const hba = join(dataDir, 'postgres', 'pg_hba.conf');
  const rules = readFileSync(hba, 'utf8');
  writeFileSync(hba, 'local all all reject\n');
  process.kill(pid, 'SIGHUP');
  await delay(300);
  writeFileSync(hba, rules);
  const server = await startedServer(t, { dataDir });
  assert.notEqual(postmasterPid(dataDir), pid);
  assert.equal(await countKept(t, server), 10);
});

test('a stale process id that now belongs to a stranger neither stops the start nor harms the stranger', async (t) => {
  const dataDir = newDataFolder(t);
  const first = embeddedPostgres({ dataDir, log: silentLogger });
  await first.start();
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  const lines = readFileSync(file, 'utf8').split('\n');
  const socketPath = first.address().socketPath ?? '';
  await first.stop();
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  afterTest(t, () => stranger.kill('SIGKILL'));
  await once(stranger, 'spawn');
  writeFileSync(file, [stranger.pid, ...lines.slice(1)].join('\n'));
  mkdirSync(socketPath, { mode: 0o700 });
  writeFileSync(join(socketPath, '.s.PGSQL.5432.lock'), [stranger.pid, ...lines.slice(1)].join('\n'));

  const server = await startedServer(t, { dataDir });
  assert.equal(await server.ready?.(), null);
  assert.ok(isRunning(stranger.pid ?? 0));
});

test('Ctrl-C to the terminal’s whole process group leaves the server to the process that drains', async (t) => {
  const dataDir = newDataFolder(t);
  const writer = startWriter(t, dataDir);
  await writer.confirmed(10);
  const pid = postmasterPid(dataDir);
  process.kill(-writer.pid, 'SIGINT');
  await writer.confirmed(300);
  assert.equal(postmasterPid(dataDir), pid);
  await writer.kill();
  await startedServer(t, { dataDir }); // takes it over, so that it ends with the test
});

async function countKept(t: Parameters<typeof clientOf>[0], server: Parameters<typeof untilReady>[0]): Promise<number> {
  const [row] = await clientOf(t, server.address())<{ count: number }[]>`select count(*)::int as count from kept`;
  return row?.count ?? 0;
}

async function untilReady(server: Awaited<ReturnType<typeof startedServer>>): Promise<void> {
  await until(async () => (await server.ready?.()) === null);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!(await holds())) {
    assert.ok(performance.now() < deadline, 'it takes longer than 20 s');
    await delay(50);
  }
}
