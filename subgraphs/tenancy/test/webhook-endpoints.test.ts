import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { addEndpoint, addRule, addWorld, deliveriesOf, LOOPBACK, publish, until } from './notified.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

/** Nobody listens there. */
const SILENT = 'http://127.0.0.1:9/hook';

let site: TestTenancy;
before(async () => void (site = await startTenancy(LOOPBACK)));
after(() => site[Symbol.asyncDispose]());

async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  return { tenantId, admin, ...(await addEndpoint(site, admin, SILENT)) };
}

function act(viewer: Viewer, field: string, selection: string, input: Record<string, unknown>) {
  return change(site, { field, selection, input }, { viewer });
}

async function endpointsOfRule(viewer: Viewer): Promise<string[]> {
  const { data } = await site.run('{ notificationRules { nodes { endpoints { id } } } }', { viewer });
  return data.notificationRules.nodes.flatMap(({ endpoints }: any) => endpoints.map(({ id }: any) => id));
}

/** Until so many statements wait for locks that others hold. */
async function waiting(count: number): Promise<void> {
  const look = () => site.postgres.admin`
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  await until(look, ({ length }) => length === count);
}

test('an endpoint that is deleted goes from rules, and what waits for it is called off at once', async () => {
  const { tenantId, admin, endpointId } = await newSite();
  const world = await addWorld(site, admin);
  const other = await addEndpoint(site, admin, SILENT);
  await addRule(site, admin, { endpointIds: [endpointId] });
  await publish(site, tenantId, [world.event()]);
  const deliveries = () => deliveriesOf(site, admin);
  await until(deliveries, ([one]) => one?.attempts[0]?.finishedAt);
  await act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId });
  const [delivery] = await deliveries();
  assert.deepEqual([delivery.state, delivery.lastError], ['CANCELLED', 'the endpoint was deleted']);
  const [kept] = await site.postgres.admin`
    select endpoint_ids from tenancy.notification_rules where tenant_id = ${tenantId}`;
  assert.deepEqual(kept?.['endpoint_ids'], []);
  assert.deepEqual((await act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId })).refused, [
    'endpointId NOT_FOUND',
  ]);
  assert.deepEqual(
    (await act(admin, 'testWebhookEndpoint', 'delivery { id }', { endpointId: other.endpointId })).refused,
    [],
  );
});

test('a rule that is written while an endpoint is deleted does not name it afterwards', async () => {
  const { tenantId, admin, endpointId } = await newSite();
  const ruleId = await addRule(site, admin, {});
  const rule = { name: 'Later', kinds: ['LEFT'], endpointIds: [endpointId] };
  const asked: Promise<{ refused: string[] }>[] = [];
  await site.postgres.admin.begin(async (sql) => {
    await sql`select from tenancy.tenants where tenant_id = ${tenantId} for no key update`;
    asked.push(act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId }));
    await waiting(1);
    asked.push(act(admin, 'updateNotificationRule', 'rule { id }', { ruleId, endpointIds: [endpointId] }));
    await waiting(2);
    asked.push(act(admin, 'createNotificationRule', 'rule { id }', rule));
    await waiting(3);
  });
  const outcomes = await Promise.all(asked);
  assert.deepEqual(
    outcomes.map(({ refused }) => refused),
    [[], ['endpointIds.0 NOT_FOUND'], ['endpointIds.0 NOT_FOUND']],
  );
  assert.deepEqual(await endpointsOfRule(admin), []);
});

test('an endpoint with another address has done nothing wrong yet', async () => {
  const { admin, endpointId } = await newSite();
  const { admin: sql } = site.postgres;
  const hence = site.clock.now() + 3_600_000;
  await sql`
    update tenancy.webhook_endpoints set failures = 7, failing_since = ${hence}, paused_until = ${hence}, enabled = false,
      disabled_reason = 'FAILING' where endpoint_id = ${endpointId}`;
  const stand = async () => {
    const [row] = await sql`
      select failures, failing_since, paused_until, enabled, disabled_reason from tenancy.webhook_endpoints
      where endpoint_id = ${endpointId}`;
    return Object.values(row ?? {});
  };
  const update = (changes: object) =>
    act(admin, 'updateWebhookEndpoint', 'endpoint { id }', { endpointId, ...changes });
  await update({ description: 'the same address' });
  assert.deepEqual((await stand())[0], 7);
  await update({ url: `${SILENT}/new` });
  assert.deepEqual(await stand(), [0, null, null, false, null]);
});

test('however many are added at once, a tenant has no more than 50 endpoints', async () => {
  const { tenantId, admin } = await newSite();
  for (let number = 2; number < 50; number += 1) await addEndpoint(site, admin, SILENT);
  const made = await Promise.all(
    [1, 2, 3, 4].map(() => act(admin, 'createWebhookEndpoint', 'endpoint { id }', { url: SILENT })),
  );
  assert.equal(made.filter(({ endpoint }) => endpoint).length, 1);
  const rows = await site.postgres.admin`select from tenancy.webhook_endpoints where tenant_id = ${tenantId}`;
  assert.equal(rows.length, 50);
});
