import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7 } from '@trekker/kit';

import { tellConnections, type Telling } from '../src/actions/tell-connections.ts';
import { connectDevice, location, login, LOGIN_ANSWER, ownDevice, portOf, startListening } from './device.ts';
import type { TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startListening()));
after(() => site[Symbol.asyncDispose]());

/** What the log tells of a tenant's connections, once that is so much. */
async function toldOf(tenantId: string, count: number, on = site): Promise<Record<string, unknown>[]> {
  for (const end = Date.now() + 10_000; ; await sleep(20)) {
    const rows = await on.postgres.admin<{ type: string; payload: Record<string, unknown>; offset: number }[]>`
      select type, payload, "offset" from log.entries
      where topic = 'positions' and subject_id = ${tenantId} and type like 'tracker-%' order by "offset"`;
    if (rows.length >= count || Date.now() > end) return rows.map(({ type, payload }) => ({ type, ...payload }));
  }
}

async function connected(on = site) {
  const tenant = await on.tenant();
  const { identifier, trackerId } = await ownDevice(on, tenant);
  const device = await connectDevice(portOf(on, 'gt06'));
  device.send(login(identifier));
  assert.equal(await device.heard(10), LOGIN_ANSWER);
  return { tenant, tenantId: tenant.tenantId, identifier, trackerId, device };
}

test('tells when a tracker opens a connection and why it ends, behind everything that came on it', async () => {
  const { tenantId, identifier, trackerId, device } = await connected();
  const [opened] = await toldOf(tenantId, 1);
  assert.deepEqual(
    { ...opened, connectionId: null },
    {
      type: 'tracker-connected',
      trackerId,
      connectionId: null,
      protocol: 'gt06',
      transport: 'tcp',
      address: '127.0.0.0/24',
    },
  );
  device.send(location(1));
  device.socket.end();
  await device.closed;
  const [, ended] = await toldOf(tenantId, 2);
  assert.deepEqual(ended, {
    type: 'tracker-disconnected',
    trackerId,
    connectionId: opened?.['connectionId'],
    reason: 'CLOSED_BY_DEVICE',
    messages: 2,
    bytes: login(identifier).length + location(1).length,
  });
  const order = await site.postgres.admin<{ type: string }[]>`
    select type from log.entries where topic = 'positions' and subject_id = ${tenantId} order by "offset"`;
  assert.deepEqual(order.map(({ type }) => type).at(-1), 'tracker-disconnected');
  assert.ok(order.some(({ type }) => type === 'positions'));
  assert.deepEqual(
    [...(await site.postgres.admin`select 1 from positions.connections where tenant_id = ${tenantId}`)],
    [],
  );
});

test('takes a connection that was reset for lost', async () => {
  const { tenantId, device } = await connected();
  await toldOf(tenantId, 1);
  device.socket.resetAndDestroy();
  const [, ended] = await toldOf(tenantId, 2);
  assert.equal(ended?.['reason'], 'CONNECTION_LOST');
});

test('takes a connection that was closed for silence for timed out, and one of a listener that stops as that', async () => {
  await using other = await startListening({ TREKKER_POSITIONS_DEVICE_IDLE_MS: '1000' });
  const silent = await connected(other);
  const [, ended] = await toldOf(silent.tenantId, 2, other);
  assert.equal(ended?.['reason'], 'TIMED_OUT');
  const open = await connected(other);
  await toldOf(open.tenantId, 1, other);
  await other.positions.stop();
  const [, stopped] = await toldOf(open.tenantId, 2, other);
  assert.equal(stopped?.['reason'], 'LISTENER_STOPPED');
});

test(
  'ends what a process left open that is gone without a word, and nothing of one that lives',
  { timeout: 30_000 },
  async () => {
    const tenantId = uuidv7();
    const keep = async (holder: bigint) => {
      const [connectionId, trackerId] = [uuidv7(), uuidv7()];
      await site.postgres.admin`
      insert into positions.connections (tenant_id, connection_id, tracker_id, holder, opened_at)
      values (${tenantId}, ${connectionId}, ${trackerId}, ${String(holder)}::bigint, now())`;
      return connectionId;
    };
    const number = randomBytes(8).readBigInt64BE(0);
    const session = site.writer.openSession(() => {});
    await session.sql`select pg_advisory_lock(${String(number)}::bigint)`;
    const beat = setInterval(() => void session.sql`select 1`.catch(() => {}), 1_000);
    const living = await keep(number);
    const orphan = await keep(randomBytes(8).readBigInt64BE(0));
    const [first] = await toldOf(tenantId, 1);
    assert.deepEqual([first?.['connectionId'], first?.['reason']], [orphan, 'PROCESS_DIED']);
    assert.equal((await toldOf(tenantId, 1)).length, 1);
    clearInterval(beat);
    await session.end();
    // Each may be of a partition of its own, which counts offsets of its own.
    const told = (await toldOf(tenantId, 2)).map(({ connectionId, reason }) => `${connectionId} ${reason}`);
    assert.deepEqual(new Set(told), new Set([`${orphan} PROCESS_DIED`, `${living} PROCESS_DIED`]));
  },
);

test('tells the end of a connection once, also where its process was taken for dead meanwhile', async () => {
  const { tenantId } = await site.tenant();
  const database = site.postgres.open('positions');
  const about = { tenantId, trackerId: uuidv7(), connectionId: uuidv7() };
  const way = { protocol: 'gt06', transport: 'tcp', address: null };
  const ended = { kind: 'ended', ...about, received: { messages: 0, bytes: 0 } } as const;
  const tell = (told: Telling) => tellConnections(database, { tenantId, holder: 7n, told: [told] });
  await tell({ kind: 'opened', ...about, way, openedAt: site.clock.now() });
  await tell({ ...ended, reason: 'PROCESS_DIED' });
  await tell({ ...ended, reason: 'CLOSED_BY_DEVICE' });
  assert.deepEqual(
    (await toldOf(tenantId, 2)).map(({ type, reason }) => [type, reason]),
    [
      ['tracker-connected', undefined],
      ['tracker-disconnected', 'PROCESS_DIED'],
    ],
  );
});
