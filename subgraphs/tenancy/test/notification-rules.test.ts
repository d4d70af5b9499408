import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { testViewer, isolationProblems } from '@trekker/kit/testing';
import { uuidv7, type Viewer } from '@trekker/kit';

import { addEndpoint, addRule, addWorld, deliveriesOf, inboxOf, LOOPBACK, publish } from './notified.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy(LOOPBACK)));
after(() => site[Symbol.asyncDispose]());

const RULE = `rule { id name enabled kinds geofenceKinds lateAfterMinutes throttleSeconds quietHours { from to timeZone }
  geofences { id } places { id } people { id } assets { id } units { id } inAppUsers { userId } emailAddresses
  endpoints { id } }`;

async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  return { slug, tenantId, admin, world: await addWorld(site, admin) };
}
function act(viewer: Viewer, field: string, selection: string, input: Record<string, unknown>) {
  return change(site, { field, selection, input }, { viewer });
}

test('a rule keeps what it says, and changes what is given', async () => {
  const { admin, world } = await newSite();
  const { endpointId } = await addEndpoint(site, admin, 'http://127.0.0.1:9/hook');
  const input = {
    name: ' Cranes ',
    kinds: ['ENTERED', 'ENTERED', 'EXCLUSION_VIOLATED'],
    geofenceKinds: ['EXCLUSION'],
    geofenceIds: [world.zoneId],
    placeIds: [world.siteId],
    personIds: [world.dayPersonId],
    unitIds: [world.nightId],
    throttleSeconds: 60,
    quietHours: { from: '22:00', to: '06:00' },
    inAppUserIds: [admin.actor.id],
    endpointIds: [endpointId],
  };
  const { rule } = await act(admin, 'createNotificationRule', RULE, input);
  const { id, ...kept } = rule;
  assert.deepEqual(kept, {
    name: 'Cranes',
    enabled: true,
    kinds: ['ENTERED', 'EXCLUSION_VIOLATED'],
    geofenceKinds: ['EXCLUSION'],
    lateAfterMinutes: 60,
    throttleSeconds: 60,
    quietHours: { from: '22:00', to: '06:00', timeZone: null },
    geofences: [{ id: world.zoneId }],
    places: [{ id: world.siteId }],
    people: [{ id: world.dayPersonId }],
    assets: [],
    units: [{ id: world.nightId }],
    inAppUsers: [{ userId: admin.actor.id }],
    emailAddresses: [],
    endpoints: [{ id: endpointId }],
  });
  const change = { ruleId: id, enabled: false, throttleSeconds: null, quietHours: null, geofenceIds: [], name: null };
  const updated = await act(admin, 'updateNotificationRule', RULE, change);
  assert.deepEqual(updated.rule, { ...rule, enabled: false, throttleSeconds: null, quietHours: null, geofences: [] });
  assert.equal((await act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId })).endpointId, endpointId);
  const { data } = await site.run(`{ notificationRules { totalCount nodes { id endpoints { id } } } }`, {
    viewer: admin,
  });
  assert.deepEqual(data.notificationRules, { totalCount: 1, nodes: [{ id, endpoints: [] }] });
  assert.equal((await act(admin, 'deleteNotificationRule', 'ruleId', { ruleId: id })).ruleId, id);
  assert.deepEqual((await act(admin, 'deleteNotificationRule', 'ruleId', { ruleId: id })).refused, [
    'ruleId NOT_FOUND',
  ]);
});

test('bad input is refused by field and value', async () => {
  const { admin } = await newSite();
  const good = { name: 'Rule', kinds: ['ENTERED'] };
  const nobody = uuidv7();
  for (const [own, refused] of [
    [{ name: ' ' }, 'name INVALID'],
    [{ kinds: [] }, 'kinds INVALID'],
    [{ kinds: ['TEST'] }, 'kinds.0 INVALID'],
    [{ lateAfterMinutes: -1 }, 'lateAfterMinutes INVALID'],
    [{ throttleSeconds: 0 }, 'throttleSeconds INVALID'],
    [{ quietHours: { from: '24:00', to: '06:00' } }, 'quietHours.from INVALID'],
    [{ quietHours: { from: '06:00', to: '06:00' } }, 'quietHours INVALID'],
    [{ quietHours: { from: '22:00', to: '06:00', timeZone: 'Mars/Base' } }, 'quietHours.timeZone INVALID'],
    [{ geofenceIds: [nobody] }, 'geofenceIds.0 NOT_FOUND'],
    [{ placeIds: [nobody] }, 'placeIds.0 NOT_FOUND'],
    [{ personIds: ['nobody'] }, 'personIds.0 NOT_FOUND'],
    [{ assetIds: [nobody] }, 'assetIds.0 NOT_FOUND'],
    [{ unitIds: [nobody] }, 'unitIds.0 NOT_FOUND'],
    [{ inAppUserIds: [admin.actor.id, nobody] }, 'inAppUserIds.1 NOT_FOUND'],
    [{ endpointIds: [nobody] }, 'endpointIds.0 NOT_FOUND'],
    [{ inAppUserIds: Array.from({ length: 201 }, () => admin.actor.id) }, 'inAppUserIds INVALID'],
  ] as const) {
    const made = await act(admin, 'createNotificationRule', 'rule { id }', { ...good, ...own });
    assert.deepEqual(made.refused, [refused], JSON.stringify(own));
  }
});

test('what another tenant has is nothing to a rule', async () => {
  const [ours, theirs] = [await newSite(), await newSite()];
  const input = { name: 'Rule', kinds: ['ENTERED'], geofenceIds: [theirs.world.zoneId], unitIds: [theirs.world.dayId] };
  const made = await act(ours.admin, 'createNotificationRule', 'rule { id }', input);
  assert.deepEqual(made.refused, ['geofenceIds.0 NOT_FOUND', 'unitIds.0 NOT_FOUND']);
  await addRule(site, ours.admin, { inAppUserIds: [ours.admin.actor.id] });
  await publish(site, theirs.tenantId, [theirs.world.event()]);
  assert.ok(await site.tenancy.caughtUp(10_000));
  assert.equal((await inboxOf(site, ours.admin)).nodes.length, 0);
});

test('rules, endpoints and deliveries are for who may see or change them in the whole tenant', async () => {
  const { admin, tenantId, world } = await newSite();
  const lists = ['notificationRules', 'webhookEndpoints', 'notificationDeliveries'];
  const codeOf = async (viewer: Viewer | null, field: string) => {
    const { errors } = await site.run(`{ ${field} { nodes { __typename } } }`, { viewer });
    return errors?.[0]?.extensions?.['code'];
  };
  const reader = testViewer(tenantId, ['notifications:read']);
  const part = testViewer(tenantId, ['notifications:read', 'notifications:write'], { units: [world.dayId] });
  for (const field of lists) {
    assert.equal(await codeOf(reader, field), undefined);
    assert.equal(await codeOf(part, field), 'FORBIDDEN');
    assert.equal(await codeOf(testViewer(tenantId, ['visits:read']), field), 'FORBIDDEN');
    assert.equal(await codeOf(null, field), 'UNAUTHENTICATED');
  }
  for (const viewer of [reader, part]) assert.equal(await codeOf(viewer, 'notificationRecipients'), 'FORBIDDEN');
  assert.equal(await codeOf(part, 'notifications'), undefined, 'everybody has notifications of their own');
  assert.equal(await codeOf(testViewer(tenantId, ['visits:read']), 'notifications'), 'FORBIDDEN');
  const ruleId = await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  const endpoint = { endpointId: (await addEndpoint(site, admin, 'http://127.0.0.1:9')).endpointId };
  for (const viewer of [reader, part]) {
    await assert.rejects(act(viewer, 'testWebhookEndpoint', 'delivery { id }', endpoint), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'updateWebhookEndpoint', 'endpoint { id }', endpoint), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'rotateWebhookSecret', 'secret', endpoint), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'deleteWebhookEndpoint', 'endpointId', endpoint), /FORBIDDEN/);
    await assert.rejects(
      act(viewer, 'createNotificationRule', 'rule { id }', { name: 'x', kinds: ['LEFT'] }),
      /FORBIDDEN/,
    );
    await assert.rejects(act(viewer, 'updateNotificationRule', 'rule { id }', { ruleId }), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'deleteNotificationRule', 'ruleId', { ruleId }), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'testNotificationRule', 'deliveries { id }', { ruleId }), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'createWebhookEndpoint', 'secret', { url: 'http://127.0.0.1:9' }), /FORBIDDEN/);
    await assert.rejects(act(viewer, 'redeliverNotification', 'delivery { id }', { deliveryId: ruleId }), /FORBIDDEN/);
  }
});

test('a tenant has 50 endpoints at most', async () => {
  const { admin } = await newSite();
  const url = (number: number) => `http://127.0.0.1:9/${number}`;
  for (let number = 1; number < 50; number += 1) await addEndpoint(site, admin, url(number));
  const { endpointId } = await addEndpoint(site, admin, url(50));
  const more = () => act(admin, 'createWebhookEndpoint', 'endpoint { id }', { url: url(51) });
  assert.deepEqual((await more()).refused, [' TOO_MANY']);
  await act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId });
  assert.deepEqual((await more()).refused, []);
});

test('a tenant has 200 rules at most, however many are added at once', async () => {
  const { admin, tenantId } = await newSite();
  for (let number = 1; number < 200; number += 1) await addRule(site, admin, {});
  const rule = { name: 'One more', kinds: ['LEFT'] };
  const made = await Promise.all([1, 2, 3].map(() => act(admin, 'createNotificationRule', 'rule { id }', rule)));
  assert.deepEqual(
    made.flatMap(({ refused }) => refused),
    [' TOO_MANY', ' TOO_MANY'],
  );
  const rows = await site.postgres.admin`select from tenancy.notification_rules where tenant_id = ${tenantId}`;
  assert.equal(rows.length, 200);
});

test('who changed rules and endpoints stands in the audit, without addresses', async () => {
  const { admin } = await newSite();
  const url = 'http://127.0.0.1:9/path-that-is-a-secret';
  const { endpointId, secret } = await addEndpoint(site, admin, url);
  const ruleId = await addRule(site, admin, { endpointIds: [endpointId], inAppUserIds: [admin.actor.id] });
  await act(admin, 'updateNotificationRule', 'rule { id }', { ruleId, enabled: false });
  await act(admin, 'rotateWebhookSecret', 'secret', { endpointId });
  await act(admin, 'updateWebhookEndpoint', 'endpoint { id }', { endpointId, enabled: false });
  await act(admin, 'deleteWebhookEndpoint', 'endpointId', { endpointId });
  await act(admin, 'deleteNotificationRule', 'ruleId', { ruleId });
  const query = `query A($id: ID!) { auditEntries(filter: { subjectId: $id }) { nodes { action actor { id } details { name value } } } }`;
  const actions: string[] = [];
  for (const id of [ruleId, endpointId]) {
    const { data } = await site.run(query, { viewer: admin, variables: { id } });
    const text = JSON.stringify(data);
    assert.ok(!text.includes('path-that-is-a-secret') && !text.includes(secret));
    for (const { action, actor } of data.auditEntries.nodes) {
      assert.equal(actor.id, admin.actor.id);
      actions.push(action);
    }
  }
  assert.deepEqual([...new Set(actions)].toSorted(), [
    'notification-rule-changed',
    'notification-rule-created',
    'notification-rule-deleted',
    'webhook-endpoint-changed',
    'webhook-endpoint-created',
    'webhook-endpoint-deleted',
    'webhook-secret-rotated',
  ]);
});

test('what was told is forgotten after 90 days, with its deliveries', async () => {
  await using own = await startTenancy();
  const { slug, tenantId } = await own.tenant();
  const admin = await viewerOf(own, slug);
  const world = await addWorld(own, admin);
  await addRule(own, admin, { inAppUserIds: [admin.actor.id] });
  await publish(own, tenantId, [world.event()]);
  assert.ok(await own.tenancy.caughtUp(10_000));
  assert.equal((await deliveriesOf(own, admin)).length, 1);
  const left = async () => {
    const [row] = await own.postgres.admin<
      { n: number }[]
    >`select count(*)::integer as n from tenancy.notification_deliveries`;
    return row?.n;
  };
  own.clock.advance(89 * 86_400_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal(await left(), 1);
  own.clock.advance(2 * 86_400_000);
  for (let tries = 0; (await left()) !== 0; tries += 1) {
    assert.ok(tries < 100, 'it is still there');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
});

test('every table of tenancy keeps tenants apart', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'tenancy'), []);
});
