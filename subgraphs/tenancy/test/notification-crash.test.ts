import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { nodeEnvironment } from '@trekker/kit/testing';

import { addEndpoint, addRule, addWorld, publish } from './notified.ts';
import { startEndpoint } from './receivers.ts';
import { startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const EVENTS = 60;
const KILLS = 3;
/** Short, so that a try whose process died is made again soon. */
const QUICK = {
  TREKKER_TENANCY_WEBHOOK_ALLOW: '127.0.0.0/8',
  TREKKER_TENANCY_WEBHOOK_TIMEOUT_MS: '1000',
  TREKKER_TENANCY_SMTP_TIMEOUT_MS: '1000',
};

test('kill -9 in the middle of telling loses nothing, and what was noted as delivered is never sent again', async () => {
  await using site = await startTenancy({ ...QUICK, TREKKER_TENANCY_DELIVERY_WORKERS: '0' });
  // Slow enough that something is under way whenever the process dies.
  await using endpoint = await startEndpoint(async () => {
    await sleep(60);
    return { status: 200 };
  });
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const { endpointId } = await addEndpoint(site, admin, endpoint.url);
  await addRule(site, admin, { endpointIds: [endpointId], inAppUserIds: [admin.actor.id] });
  await site.tenancy.stop();

  await publish(
    site,
    tenantId,
    Array.from({ length: EVENTS }, () => world.event()),
  );
  for (let kills = 0; kills < KILLS; kills += 1) {
    const product = startProduct(site);
    const before = endpoint.posted.length;
    await untilOrFail(product, () => endpoint.posted.length >= before + 8);
    product.kill('SIGKILL');
    await once(product, 'exit');
  }
  const product = startProduct(site);
  const sql = site.postgres.admin;
  const open = async () => {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::integer as n from tenancy.notification_deliveries where channel = 'WEBHOOK' and state = 'DELIVERED'`;
    return row?.n === EVENTS;
  };
  await untilOrFail(product, open, 60_000);
  await sleep(1_500);
  product.kill('SIGTERM');
  await once(product, 'exit');

  const attempts = await sql<{ id: string; codes: (number | null)[] }[]>`
    select delivery_id as id, array_agg(status_code order by number) as codes
    from tenancy.delivery_attempts group by delivery_id`;
  assert.equal(attempts.length, EVENTS);
  for (const { id, codes } of attempts) {
    assert.equal(codes.indexOf(200), codes.length - 1, `${id} was tried after it had arrived: ${codes.join()}`);
    const sent = endpoint.posted.filter(({ headers }) => headers['webhook-id'] === `msg_${id}`);
    assert.ok(
      sent.length >= 1 && sent.length <= codes.length,
      `${id} was sent ${sent.length} times in ${codes.length} tries`,
    );
    assert.equal(new Set(sent.map(({ body }) => body)).size, 1);
  }
  assert.ok(
    attempts.some(({ codes }) => codes.length > 1),
    'some process died in the middle of a try',
  );
  const [told] = await sql<{ shown: number; entries: number }[]>`
    select (select count(*)::integer from tenancy.notification_recipients) as shown,
      (select count(*)::integer from log.entries where topic = 'notifications') as entries`;
  assert.deepEqual(told, { shown: EVENTS, entries: EVENTS }, 'in the app each is shown exactly once');
});

/** Tenancy as a process of its own on the test's database. */
function startProduct({ postgres }: TestTenancy): ChildProcess {
  const { host, socketPath, port, user, password, database } = postgres.address;
  const server = socketPath === null ? `${host}:${port}/${database}` : `/${database}?host=${socketPath}&port=${port}`;
  return spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...QUICK,
      ...nodeEnvironment(),
      DATABASE_URL: `postgres://${user}:${password}@${server}`,
      TREKKER_SECRET: postgres.secretText,
      TREKKER_LOG_LEVEL: 'error',
    },
  });
}

async function untilOrFail(
  product: ChildProcess,
  holds: () => boolean | Promise<boolean>,
  withinMs = 30_000,
): Promise<void> {
  for (const end = Date.now() + withinMs; !(await holds()); await sleep(20)) {
    if (product.exitCode !== null) throw new Error(`the process ended with ${product.exitCode}`);
    if (Date.now() > end) {
      product.kill('SIGKILL');
      throw new Error(`it took longer than ${withinMs} ms`);
    }
  }
}
