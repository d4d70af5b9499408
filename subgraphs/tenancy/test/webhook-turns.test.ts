import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { scheduleTry } from '../src/actions/tell.ts';
import { addEndpoint, addRule, addWorld, deliveriesOf, inboxOf, LOOPBACK, publish, until } from './notified.ts';
import { startEndpoint, type Answer } from './receivers.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

/** Long enough that tries end when their endpoints answer. */
const PATIENT = { ...LOOPBACK, TREKKER_TENANCY_WEBHOOK_TIMEOUT_MS: '20000' };

let site: TestTenancy;
before(async () => void (site = await startTenancy(PATIENT, { random: () => 0.5 })));
after(() => site[Symbol.asyncDispose]());

/** A tenant whose one endpoint answers a try when `release` is called with its number, from 1. */
async function heldSite(at: TestTenancy, answers: readonly Answer[]) {
  const gates = answers.map((answer) => ({ answer, open: Promise.withResolvers<void>() }));
  const endpoint = await startEndpoint(async (_posted, number) => {
    const gate = gates[number - 1];
    await gate?.open.promise;
    return gate?.answer ?? { status: 200 };
  });
  const { slug, tenantId } = await at.tenant();
  const admin = await viewerOf(at, slug);
  const world = await addWorld(at, admin);
  const { endpointId } = await addEndpoint(at, admin, endpoint.url);
  await addRule(at, admin, { endpointIds: [endpointId] });
  return {
    tenantId,
    admin,
    endpointId,
    happens: (times = 1) => publish(at, tenantId, Array.from({ length: times }, world.event)),
    posted: (count: number) =>
      until(
        () => endpoint.posted.length,
        (seen) => seen === count,
      ),
    release: (number: number) => gates[number - 1]?.open.resolve(),
    webhooks: () => deliveriesOf(at, admin, { channel: 'WEBHOOK' }),
    switchTo: (enabled: boolean) =>
      change(
        at,
        { field: 'updateWebhookEndpoint', selection: 'endpoint { id }', input: { endpointId, enabled } },
        { viewer: admin },
      ),
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}

/** Until every job of a tenant that is due was done. */
async function jobsDone(tenantId: string): Promise<void> {
  const { admin } = site.postgres;
  const due = () =>
    admin`select from tenancy.jobs where tenant_id = ${tenantId} and state = 'waiting' and run_at <= ${site.clock.now()}`;
  await until(due, ({ length }) => length === 0);
  const running = () => admin`select from tenancy.jobs where tenant_id = ${tenantId} and run is not null`;
  await until(running, ({ length }) => length === 0);
}

test('a turn that was taken already is not taken again', async () => {
  await using held = await heldSite(site, [{ status: 500 }]);
  await held.happens();
  held.release(1);
  const [before] = await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  const { admin } = site.postgres;
  await admin`update tenancy.webhook_endpoints set paused_until = null where endpoint_id = ${held.endpointId}`;
  const { tenantId } = held;
  const turn = { tenantId, deliveryId: before.id, turn: 0, nextAttemptAt: site.clock.now() };
  await site.postgres.open('tenancy').withTenant(tenantId, (tx) => scheduleTry(tx, turn));
  await jobsDone(tenantId);
  await held.posted(1);
  assert.deepEqual(await held.webhooks(), [before]);
});

test('what waits for an endpoint is not sent once that is off, however it came to wait', async () => {
  await using held = await heldSite(site, [{ status: 500 }]);
  await held.happens();
  held.release(1);
  await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  // As where a delivery is planned in the very moment in which somebody switches its endpoint off.
  await site.postgres.admin`
    update tenancy.webhook_endpoints set enabled = false, paused_until = null where endpoint_id = ${held.endpointId}`;
  site.clock.advance(10_000);
  const [after] = await until(held.webhooks, ([one]) => one?.state !== 'PENDING');
  assert.deepEqual([after.state, after.lastError], ['CANCELLED', 'the endpoint is switched off']);
  await held.posted(1);
});

test('what was called off is not sent when its time comes, although its endpoint is on again', async () => {
  await using held = await heldSite(site, [{ status: 500 }]);
  await held.happens();
  held.release(1);
  await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  await held.switchTo(false);
  await held.switchTo(true);
  const [before] = await held.webhooks();
  site.clock.advance(10_000);
  await jobsDone(held.tenantId);
  assert.deepEqual(await held.webhooks(), [before]);
  await held.posted(1);
});

test('what an endpoint keeps waiting for longer than all tries take is given up', async () => {
  await using held = await heldSite(site, [{ status: 500 }]);
  await held.happens();
  held.release(1);
  await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  const { admin } = site.postgres;
  const hence = (days: number) => site.clock.now() + days * 86_400_000;
  await admin`update tenancy.webhook_endpoints set paused_until = ${hence(1)} where endpoint_id = ${held.endpointId}`;
  await admin`update tenancy.notification_deliveries set round_started_at = ${hence(-5)}
    where target = ${held.endpointId}`;
  site.clock.advance(10_000);
  const [after] = await until(held.webhooks, ([one]) => one?.state !== 'PENDING');
  assert.deepEqual([after.state, after.nextAttemptAt], ['EXHAUSTED', null]);
  await held.posted(1);
});

test('a try that fails after its delivery was called off leaves it called off', async () => {
  await using held = await heldSite(site, [{ status: 500 }]);
  await held.happens();
  await held.posted(1);
  await held.switchTo(false);
  held.release(1);
  const [after] = await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  assert.deepEqual([after.state, after.nextAttemptAt], ['CANCELLED', null]);
  assert.equal(after.lastError, 'the endpoint was switched off');
});

test('a try that fails after a new round began changes nothing of the new round', async () => {
  await using held = await heldSite(site, [{ status: 500 }, { status: 200 }]);
  await held.happens();
  await held.posted(1);
  await held.switchTo(false);
  await held.switchTo(true);
  const [{ id: deliveryId }] = await held.webhooks();
  const again = { field: 'redeliverNotification', selection: 'delivery { state }', input: { deliveryId } };
  assert.equal((await change(site, again, { viewer: held.admin })).delivery.state, 'PENDING');
  await held.posted(2);
  const [before] = await held.webhooks();
  held.release(1);
  const [after] = await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  assert.deepEqual({ ...after, attempts: [] }, { ...before, attempts: [] });
  held.release(2);
  await until(held.webhooks, ([one]) => one?.state === 'DELIVERED');
});

test('an endpoint that answers 410 to two tries at a time is switched off once, and told of once', async () => {
  await using held = await heldSite(site, [{ status: 410 }, { status: 410 }]);
  await held.happens(2);
  await held.posted(2);
  for (const number of [1, 2]) held.release(number);
  await until(held.webhooks, (all) => all.length === 2 && all.every(({ attempts }) => attempts[0]?.finishedAt));
  const { nodes } = await inboxOf(site, held.admin);
  assert.deepEqual(
    nodes.map(({ kind }) => kind),
    ['ENDPOINT_DISABLED'],
  );
});

test('a try that a stop of this process cuts off is no failure of the endpoint, and is made again', async () => {
  await using own = await startTenancy(PATIENT);
  await using held = await heldSite(own, [{ status: 200 }]);
  await held.happens();
  await held.posted(1);
  await own.tenancy.stop();
  const [left] = await own.postgres.admin`
    select state, tries, turn, failures, failing_since from tenancy.notification_deliveries, tenancy.webhook_endpoints
    where target = endpoint_id::text`;
  assert.deepEqual({ ...left }, { state: 'PENDING', tries: 0, turn: 0, failures: 0, failing_since: null });
  const again = own.again();
  await again.start();
  own.clock.advance(60_000);
  await held.posted(2);
  await again.stop();
});

test('what an address answers once its endpoint has another is nothing against that, which is tried next', async () => {
  for (const status of [410, 500]) {
    await using held = await heldSite(site, [{ status }]);
    await using other = await startEndpoint();
    await held.happens();
    await held.posted(1);
    const moved = { field: 'updateWebhookEndpoint', selection: 'endpoint { id }' };
    const input = { endpointId: held.endpointId, url: other.url };
    await change(site, { ...moved, input }, { viewer: held.admin });
    held.release(1);
    await until(held.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
    const [row] = await site.postgres.admin`
      select enabled, disabled_reason, failures, paused_until from tenancy.webhook_endpoints
      where endpoint_id = ${held.endpointId}`;
    assert.deepEqual({ ...row }, { enabled: true, disabled_reason: null, failures: 0, paused_until: null });
    site.clock.advance(10_000);
    await until(held.webhooks, ([one]) => one?.state === 'DELIVERED');
    assert.equal(other.posted.length, 1);
  }
});
