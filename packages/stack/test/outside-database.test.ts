import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { silentLogger } from '@trekker/kit';
import postgres from 'postgres';

import type { PostgresAddress } from '../src/postgres/address.ts';
import { clientOf, newDataFolder, startedServer } from '../src/postgres/testing/data-folder.ts';
import { startStack } from '../src/stack.ts';
import { signIn } from './support/client.ts';
import { QUIET } from './support/installation.ts';

const ADMINISTRATOR = { signInName: 'ada', name: 'Ada', password: 'correct horse battery staple' };

for (const transport of ['tcp', 'socket'] as const) {
  test(`works on an outside server over ${transport}, starts none of its own and leaves the other running`, async (t) => {
    const outside = (await startedServer(t, { dataDir: newDataFolder(t), transport })).address();
    const dataDir = newDataFolder(t);
    const login = { tenant: 'acme', name: 'ada', password: ADMINISTRATOR.password };
    {
      await using stack = await start(dataDir, outside);
      const tenant = { slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator: ADMINISTRATOR };
      await stack.subgraphs.services.tenancy.createTenant(tenant);
      assert.equal(await stack.ready?.(), null);
    }
    await using again = await start(dataDir, outside);
    const client = await signIn(new URL(again.addresses().graphql).origin, login);
    assert.equal((await client.run('{ viewer { tenant { name } } }')).viewer.tenant.name, 'Acme');
    assert.ok(!existsSync(join(dataDir, 'postgres')), 'there is no cluster in the data folder');
    const [left] = await clientOf(
      t,
      outside,
    )`select count(*)::int as count from pg_stat_activity where application_name like 'trekker %'`;
    assert.ok(left?.['count'] > 0, 'its sessions are on the outside server');
    await again.stop();
    const [none] = await clientOf(
      t,
      outside,
    )`select count(*)::int as count from pg_stat_activity where application_name like 'trekker %'`;
    assert.equal(none?.['count'], 0, 'and end with it');
  });
}

test('refuses an outside server that may lose what it confirmed, by the name of each setting', async (t) => {
  const outside = (await startedServer(t, { dataDir: newDataFolder(t) })).address();
  const sql = clientOf(t, outside);
  await sql`alter system set fsync = off`;
  await sql`alter role postgres set synchronous_commit = off`;
  await sql`select pg_reload_conf()`;
  await settled(outside, 'fsync', 'off');
  const dataDir = newDataFolder(t);
  await assert.rejects(start(dataDir, outside), (failure: Error) => {
    assert.match(failure.message, /fsync must be on, got off/);
    assert.match(failure.message, /synchronous_commit must be on, .*got off/);
    return true;
  });
  const [{ count } = { count: 0 }] = await sql<
    { count: number }[]
  >`select count(*)::int as count from pg_namespace where nspname = 'tenancy'`;
  assert.equal(count, 0, 'and changes nothing on it');
});

test('acknowledges nothing from the moment its server may lose what it confirms, until it no longer may', async (t) => {
  const outside = (await startedServer(t, { dataDir: newDataFolder(t) })).address();
  const sql = clientOf(t, outside);
  await using stack = await start(newDataFolder(t), outside);
  const tenant = { slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator: ADMINISTRATOR };
  await stack.subgraphs.services.tenancy.createTenant(tenant);
  const client = await signIn(new URL(stack.addresses().graphql).origin, {
    tenant: 'acme',
    name: 'ada',
    password: ADMINISTRATOR.password,
  });
  const { createIngestDoor } = await client.run(
    'mutation { createIngestDoor(input: { name: "Phones" }) { token userErrors { message } } }',
  );
  await client.run('mutation { addTracker(input: { name: "Tag", identifier: "tag" }) { tracker { id } } }');
  let time = Date.now() - 60_000;
  const report = async () => {
    const response = await fetch(`${stack.addresses().intake}/i/${createIngestDoor.token}/v1/positions`, {
      method: 'POST',
      body: JSON.stringify({ positions: [{ tracker: 'tag', time: (time += 1_000), latitude: 1, longitude: 2 }] }),
    });
    return response.status;
  };
  assert.equal(await report(), 200);
  for (const [value, expected] of [
    ['off', 503],
    ['on', 200],
  ] as const) {
    await sql.unsafe(`alter system set full_page_writes = ${value}`);
    await sql`select pg_reload_conf()`;
    await settled(outside, 'full_page_writes', value);
    assert.equal(await report(), expected, `full_page_writes = ${value}`);
  }
});

test('says where it looked when there is no outside server', async (t) => {
  const url = 'postgres://postgres:secret-of-nobody@127.0.0.1:1/postgres';
  const start = startStack({ ...QUIET, TREKKER_DATA_DIR: newDataFolder(t), DATABASE_URL: url }, silentLogger);
  await assert.rejects(start, (failure: Error) => {
    assert.match(failure.message, /127\.0\.0\.1:1/);
    assert.doesNotMatch(`${failure.message}${String(failure.cause)}`, /secret-of-nobody/);
    return true;
  });
});

function start(dataDir: string, outside: PostgresAddress) {
  return startStack({ ...QUIET, TREKKER_DATA_DIR: dataDir, DATABASE_URL: urlOf(outside) }, silentLogger);
}

function urlOf({ host, socketPath, port, user, password, database }: PostgresAddress): string {
  const who = `postgres://${user}:${encodeURIComponent(password)}@`;
  return socketPath === null
    ? `${who}${host}:${port}/${database}`
    : `${who}/${database}?host=${encodeURIComponent(socketPath)}&port=${port}`;
}

/** Waits until new sessions see what was changed. */
async function settled(address: PostgresAddress, name: string, value: string): Promise<void> {
  for (let isSet = false; !isSet;) {
    const sql = postgres({
      host: address.socketPath ?? '',
      port: address.port,
      user: address.user,
      password: address.password,
      max: 1,
    });
    const [row] = await sql.unsafe(`show ${name}`);
    isSet = row?.[name] === value;
    await sql.end();
  }
}
