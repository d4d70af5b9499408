import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { Aedes } from 'aedes';
import { encodeOwnTracksLwt } from '@trekker/protocols';
import mqtt from 'mqtt';
import { claimName, silentLogger } from '@trekker/kit';
import { nodeEnvironment } from '@trekker/kit/testing';

import { countOf, locationOf } from './mqtt.ts';
import { startPositions, type TestPositions } from './positions.ts';

const USER = 'trekker';
const PASSWORD = 'of the outside broker';

/** A broker of somebody else's, which notes what it was acknowledged. */
async function startBroker() {
  const broker = await Aedes.createBroker({
    authenticate: (_client, user, password, done) =>
      done(null, user === 'phone' || (user === USER && password?.toString() === PASSWORD)),
  });
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    broker.handle(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  let acknowledged = 0;
  let listeners = 0;
  broker.on('ack', (_packet, client) => void (client.id === 'trekker-positions' && (acknowledged += 1)));
  broker.on('subscribe', () => void (listeners += 1));
  const phone = await mqtt.connectAsync({ host: '127.0.0.1', port, username: 'phone' });
  return {
    phone,
    url: `mqtt://127.0.0.1:${port}`,
    acknowledged: () => acknowledged,
    listening: async (times = 1) => until(() => listeners >= times),
    publish: (topic: string, second: number) =>
      phone.publishAsync(topic, locationOf(topic.split('/').slice(-2).join('/'), second), { qos: 1 }),
    async [Symbol.asyncDispose]() {
      await phone.endAsync(true);
      await new Promise<void>((resolve) => broker.close(resolve));
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Broker = Awaited<ReturnType<typeof startBroker>>;

const named = { TREKKER_POSITIONS_MQTT_BROKER_USER: USER, TREKKER_POSITIONS_MQTT_BROKER_PASSWORD: PASSWORD };
const optionsOf = ({ url }: Broker, topics: string) => ({
  ...named,
  TREKKER_POSITIONS_MQTT_BROKER_URL: url,
  TREKKER_POSITIONS_MQTT_BROKER_TOPICS: topics,
});

/** A tenant with a short name and a phone. */
async function tenantNamed(site: TestPositions, slug: string) {
  const tenant = await site.tenant();
  const entityId = tenant.tenantId;
  await site.writer.withTenant(entityId, (tx) => claimName(tx, { kind: 'tenant', name: slug, entityId }));
  return { ...tenant, trackerId: await tenant.tracker('jane/phone') };
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(20)) {
    assert.ok(Date.now() < end, `it took longer than ${withinMs} ms`);
  }
}

test('takes in what phones publish at an outside broker, each prefix for its tenant', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=one, two/phones=two'));
  const [one, two] = [await tenantNamed(site, 'one'), await tenantNamed(site, 'two')];
  await broker.listening(2);
  await broker.publish('owntracks/jane/phone', 1);
  await broker.publish('two/phones/jane/phone', 2);
  await broker.publish('two/phones/jane/phone', 3);
  await broker.publish('elsewhere/jane/phone', 4);
  await until(async () => (await countOf(site, one.tenantId)) + (await countOf(site, two.tenantId)) === 3);
  assert.deepEqual([await countOf(site, one.tenantId), await countOf(site, two.tenantId)], [1, 2]);
  await broker.phone.publishAsync('two/phones/jane/phone/lwt', encodeOwnTracksLwt(Date.now()), { qos: 1 });
  const told = () => site.postgres.admin<{ reason: string }[]>`
    select payload->>'reason' as reason from log.entries
    where topic = 'positions' and subject_id = ${two.tenantId} and type = 'tracker-disconnected'`;
  await until(async () => (await told()).length === 1);
  assert.equal((await told())[0]?.reason, 'LAST_WILL');
});

test('acknowledges a message when it is on disk, and not before', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=one'));
  const { tenantId } = await tenantNamed(site, 'one');
  await broker.listening();
  const release = await site.holdCommits();
  await broker.publish('owntracks/jane/phone', 1);
  await site.commitWaits();
  await sleep(300);
  assert.equal(broker.acknowledged(), 0);
  await release();
  await until(() => broker.acknowledged() === 1);
  assert.equal(await countOf(site, tenantId), 1);
});

test('keeps what cannot be taken in waiting at the broker, and takes it once its tenant is there', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=late'));
  await broker.listening();
  await broker.publish('owntracks/jane/phone', 1);
  await sleep(1_500);
  assert.equal(broker.acknowledged(), 0);
  const { tenantId } = await tenantNamed(site, 'late');
  await until(async () => (await countOf(site, tenantId)) === 1);
  await until(() => broker.acknowledged() === 1);
});

test('keeps no tenant waiting behind one that does not exist', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'nobody=missing, owntracks=one, more=one'));
  const { tenantId } = await tenantNamed(site, 'one');
  await broker.listening(2);
  await broker.publish('nobody/jane/phone', 1);
  await broker.publish('owntracks/jane/phone', 2);
  await broker.publish('more/jane/phone', 3);
  await until(async () => (await countOf(site, tenantId)) === 2);
  assert.equal(broker.acknowledged(), 0, 'what is nobody’s waits');
});

test('puts aside what is refused however often it is tried, takes in what is behind it, and can replay it', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=one'), silentLogger);
  const { tenantId, trackerId, viewer } = await tenantNamed(site, 'one');
  const poisoned = await site.tenant();
  await site.postgres.admin.unsafe(`
    create function positions.refuse() returns trigger language plpgsql as $$ begin
      if new.tracker_id = '${trackerId}' and new.latitude_e7 = 525002000 then raise exception 'refused'; end if;
      return new;
    end $$;
    create trigger refuse before insert on positions.history for each row execute function positions.refuse()`);
  await broker.listening();
  for (const second of [1, 2, 3]) await broker.publish('owntracks/jane/phone', second);
  await until(async () => (await countOf(site, tenantId)) === 2);
  await until(() => broker.acknowledged() === 3);
  const document = '{ quarantinedFixes { nodes { id reason message identifier transport raw } } }';
  const { quarantinedFixes } = (await site.run(document, { viewer: viewer() })).data;
  const [kept] = quarantinedFixes.nodes;
  assert.equal(quarantinedFixes.nodes.length, 1);
  assert.deepEqual([kept.reason, kept.identifier, kept.transport], ['NOT_STORED', 'jane/phone', 'mqtt']);
  assert.match(kept.message, new RegExp(`could not be stored .* ${kept.id}`));
  assert.equal(kept.raw, locationOf('jane/phone', 2));
  assert.deepEqual((await site.run(document, { viewer: poisoned.viewer() })).data.quarantinedFixes.nodes, []);
  await site.postgres.admin.unsafe('drop function positions.refuse cascade');
  const replay = `mutation { replayQuarantinedFix(input: { fixId: "${kept.id}" }) { userErrors { code } } }`;
  assert.deepEqual((await site.run(replay, { viewer: viewer() })).data.replayQuarantinedFix.userErrors, []);
  assert.equal(await countOf(site, tenantId), 3);
});

test('puts nothing aside while the database is away, however long', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=one'), silentLogger);
  const { tenantId } = await tenantNamed(site, 'one');
  await broker.listening();
  const { admin } = site.postgres;
  const [{ name } = { name: '' }] = await admin<{ name: string }[]>`select current_database() as name`;
  const shut = async () => {
    await admin.unsafe(`alter database "${name}" connection limit 0`);
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name} and pid <> pg_backend_pid()`;
  };
  await shut();
  await broker.publish('owntracks/jane/phone', 1);
  await sleep(8_000);
  assert.equal(broker.acknowledged(), 0);
  await admin.unsafe(`alter database "${name}" connection limit -1`);
  await until(async () => (await countOf(site, tenantId)) === 1);
  const kept = await admin`select 1 from positions.quarantine`;
  assert.equal(kept.length, 0);
});

test('lets one of several processes listen, and the next one where it ends', async () => {
  await using broker = await startBroker();
  await using site = await startPositions(optionsOf(broker, 'owntracks=one'));
  const { tenantId } = await tenantNamed(site, 'one');
  await broker.listening();
  const product = startProduct(site, broker);
  await sleep(3_000);
  assert.equal(product.exitCode, null);
  await site.positions.stop();
  await broker.publish('owntracks/jane/phone', 1);
  await until(async () => (await countOf(site, tenantId)) === 1, 30_000);
  product.kill('SIGTERM');
  await once(product, 'exit');
});

test('kill -9 between receipt and commit loses nothing and stores nothing twice', { timeout: 120_000 }, async () => {
  const messages = 60;
  await using broker = await startBroker();
  await using site = await startPositions();
  const { tenantId } = await tenantNamed(site, 'one');
  for (let kills = 0; kills < 3; kills += 1) {
    const release = kills === 0 ? null : await site.holdCommits();
    const product = startProduct(site, broker);
    if (kills === 0) {
      await broker.listening();
      for (let second = 0; second < messages; second += 1) await broker.publish('owntracks/jane/phone', second);
      await until(() => broker.acknowledged() >= 5);
    } else {
      // A message was received, and its commit waits.
      await site.commitWaits();
    }
    product.kill('SIGKILL');
    await once(product, 'exit');
    await release?.();
  }
  assert.ok((await countOf(site, tenantId)) < messages, 'some process died with messages that were not stored');
  const last = startProduct(site, broker);
  await until(async () => (await countOf(site, tenantId)) === messages, 60_000);
  await until(() => broker.acknowledged() >= messages);
  last.kill('SIGTERM');
  await once(last, 'exit');
  const [row] = await site.postgres.admin<{ stored: number; different: number; told: number }[]>`
    select count(*)::int as stored, count(distinct recorded_at)::int as different
    from positions.history where tenant_id = ${tenantId}`;
  assert.deepEqual([row?.stored, row?.different], [messages, messages]);
});

/** Positions as a process of its own that listens to the broker. */
function startProduct({ postgres }: TestPositions, broker: Broker): ChildProcess {
  const { host, socketPath, port, user, password, database } = postgres.address;
  const server = socketPath === null ? `${host}:${port}/${database}` : `/${database}?host=${socketPath}&port=${port}`;
  return spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...optionsOf(broker, 'owntracks=one'),
      ...nodeEnvironment(),
      DATABASE_URL: `postgres://${user}:${password}@${server}`,
      TREKKER_SECRET: postgres.secretText,
      TREKKER_LOG_LEVEL: 'error',
      TREKKER_POSITIONS_DEVICES: 'false',
      TREKKER_POSITIONS_MQTT_PORT: 'off',
      TREKKER_POSITIONS_PHONE_PORT: '0',
      TREKKER_SUBGRAPH_PORT: '0',
    },
  });
}
