import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7, type Viewer } from '@trekker/kit';

import { addRule, addUser, addWorld, deliveriesOf, inboxOf, publish } from './notified.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const MINUTE_MS = 60_000;

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const happens = async (...events: ReturnType<typeof world.event>[]) => {
    site.clock.advance(1); // what is told in one millisecond has no order
    await publish(site, tenantId, events);
    assert.ok(await site.tenancy.caughtUp(10_000));
  };
  return { slug, tenantId, admin, world, happens };
}

async function texts(viewer: Viewer): Promise<string[]> {
  return (await inboxOf(site, viewer)).nodes.map(({ text }) => text);
}

test('an event that fits rules is shown to their users once, and what fits none to nobody', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  site.clock.advance(1);
  await addRule(site, admin, { name: 'Area', placeIds: [world.siteId], inAppUserIds: [admin.actor.id] });
  await addRule(site, admin, { name: 'Off', kinds: ['CROSSED'], enabled: false, inAppUserIds: [admin.actor.id] });
  const event = world.event();
  await happens(event, event, world.event({ kind: 'CROSSED' }), world.event({ kind: 'SOMETHING_NEW' }));
  const { nodes, unreadCount } = await inboxOf(site, admin);
  assert.deepEqual([nodes.length, unreadCount], [1, 1]);
  const [shown] = nodes;
  assert.equal(shown.text, 'A person entered Crane <1>.');
  assert.deepEqual(
    [shown.kind, shown.status, shown.revision, shown.ruleName, shown.person.id, shown.geofence.id, shown.place.id],
    ['ENTERED', 'NEW', 0, 'Entries', world.dayPersonId, world.zoneId, world.areaId],
  );
});

test('users hear only of people and trackers they may see then, and keep seeing only what they may see now', async () => {
  const { slug, admin, world, happens } = await newSite();
  const day = await addUser(site, admin, { slug, role: 'SUPERVISOR', unitId: world.dayId });
  const nobody = await addUser(site, admin, { slug, role: 'SUPERVISOR', unitId: world.nightId });
  const rule = { kinds: ['ENTERED', 'LEFT', 'LIMIT_EXCEEDED', 'MUSTER_STARTED'] };
  await addRule(site, admin, { ...rule, inAppUserIds: [admin.actor.id, day.userId, nobody.userId] });
  const count = { type: 'limit-event', topic: 'headcount-events' };
  const limit = { eventId: uuidv7(), status: 'NEW', kind: 'LIMIT_EXCEEDED', at: Date.now(), geofenceId: world.zoneId };
  const muster = { eventId: uuidv7(), status: 'NEW', kind: 'MUSTER_STARTED', at: Date.now(), mode: 'DRILL', name: 'N' };
  await happens(
    world.event(),
    world.event({ personId: null, kind: 'LEFT' }),
    { ...count, payload: { ...limit, limitId: uuidv7(), maximum: 2, count: 3 } },
    { ...count, type: 'muster-event', payload: { ...muster, musterId: uuidv7() } },
  );
  const drill = 'Muster “N” began (drill).';
  assert.deepEqual((await texts(admin)).toSorted(), [
    'A person entered Crane <1>.',
    'A tracker left Crane <1>.',
    drill,
    'The limit of Crane <1> is exceeded: 3, allowed are at most 2.',
  ]);
  assert.deepEqual((await texts(day.viewer)).toSorted(), ['A person entered Crane <1>.', drill]);
  assert.deepEqual(await texts(nobody.viewer), [drill]);
  const deliveries = await deliveriesOf(site, admin);
  const kindsTo = (userId: string) => deliveries.flatMap(({ user, kind }) => (user.userId === userId ? [kind] : []));
  assert.deepEqual(kindsTo(day.userId).toSorted(), ['ENTERED', 'MUSTER_STARTED']);
  assert.deepEqual(kindsTo(nobody.userId), ['MUSTER_STARTED']);
  // The person moves to the other crew, and with it what may be seen of them.
  const moved = {
    topic: 'trackers',
    type: 'person-changed',
    payload: { personId: world.dayPersonId, unitId: world.nightId },
  };
  await happens(moved);
  assert.deepEqual(await texts(day.viewer), [drill]);
  assert.deepEqual(await texts(nobody.viewer), [drill], 'nor is anybody told afterwards');
});

test('counts are hidden from whom a role on units alone is left', async () => {
  const { slug, admin, world, happens } = await newSite();
  const { userId, viewer } = await addUser(site, admin, { slug, role: 'DISPATCHER' });
  await addRule(site, admin, { kinds: ['LIMIT_EXCEEDED'], inAppUserIds: [userId] });
  const limit = { eventId: uuidv7(), status: 'NEW', kind: 'LIMIT_EXCEEDED', at: Date.now(), geofenceId: world.zoneId };
  const payload = { ...limit, limitId: uuidv7(), maximum: 2, count: 3 };
  await happens({ topic: 'headcount-events', type: 'limit-event', payload });
  assert.equal((await inboxOf(site, viewer)).unreadCount, 1);
  const grants = viewer.grants.map((grant) => ({ ...grant, units: [world.dayId] }));
  const { nodes, unreadCount } = await inboxOf(site, { ...viewer, grants });
  assert.deepEqual([nodes, unreadCount], [[], 0]);
});

test('musters are hidden from whom no role is left that shows them', async () => {
  const { slug, admin, happens } = await newSite();
  const { userId, viewer } = await addUser(site, admin, { slug, role: 'DISPATCHER' });
  await addRule(site, admin, { kinds: ['MUSTER_STARTED'], inAppUserIds: [userId] });
  const muster = { eventId: uuidv7(), status: 'NEW', kind: 'MUSTER_STARTED', at: Date.now(), mode: 'DRILL', name: 'N' };
  await happens({ topic: 'headcount-events', type: 'muster-event', payload: { ...muster, musterId: uuidv7() } });
  assert.equal((await inboxOf(site, viewer)).unreadCount, 1);
  const grants = viewer.grants.map((grant) => ({
    ...grant,
    permissions: grant.permissions.filter((permission) => permission !== 'muster:read'),
  }));
  const { nodes, unreadCount } = await inboxOf(site, { ...viewer, grants });
  assert.deepEqual([nodes, unreadCount], [[], 0]);
});

test('an event waits for what was said before it of whom it concerns', async () => {
  const { slug, tenantId, admin, world } = await newSite();
  const day = await addUser(site, admin, { slug, role: 'SUPERVISOR', unitId: world.dayId });
  await addRule(site, admin, { inAppUserIds: [day.userId] });
  assert.ok(await site.tenancy.caughtUp(10_000));
  const personId = uuidv7();
  await site.postgres.admin.begin(async (sql) => {
    // Nothing more becomes known of people until this ends.
    const held = await sql`
      select from tenancy.checkpoints where tenant_id = ${tenantId} and projection = 'replica-people' for update`;
    assert.equal(held.length, 1);
    const created = { topic: 'trackers', type: 'person-created', payload: { personId, unitId: world.dayId } };
    await publish(site, tenantId, [created, world.event({ personId })]);
    await sleep(300);
  });
  assert.ok(await site.tenancy.caughtUp(10_000));
  assert.deepEqual(await texts(day.viewer), ['A person entered Crane <1>.']);
});

test('all notifications that are named are noted as read, or none', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  await happens(world.event());
  const [{ id }] = (await inboxOf(site, admin)).nodes;
  const read = (...notificationIds: string[]) =>
    change(
      site,
      { field: 'markNotificationsRead', selection: 'unreadCount', input: { notificationIds } },
      { viewer: admin },
    );
  assert.deepEqual((await read(id, uuidv7())).refused, ['notificationIds.1 NOT_FOUND']);
  assert.equal((await inboxOf(site, admin)).unreadCount, 1);
  assert.equal((await read(id)).unreadCount, 0);
  assert.deepEqual((await read(...Array.from({ length: 501 }, () => id))).refused, ['notificationIds INVALID']);
});

test('a user who may not sign in any more, or holds no role, is told nothing', async () => {
  const { slug, admin, world, happens } = await newSite();
  const [gone, plain] = [
    await addUser(site, admin, { slug, role: 'DISPATCHER' }),
    await addUser(site, admin, { slug, role: 'DISPATCHER' }),
  ];
  await addRule(site, admin, { inAppUserIds: [gone.userId, plain.userId, admin.actor.id] });
  const off = { field: 'setUserActive', selection: 'user { id }', input: { userId: gone.userId, active: false } };
  await change(site, off, { viewer: admin });
  const revoke = { field: 'revokeGrant', selection: 'grantId', input: { grantId: plain.grantId } };
  await change(site, revoke, { viewer: admin });
  await happens(world.event());
  assert.deepEqual(
    (await deliveriesOf(site, admin)).map(({ user }) => user.userId),
    [admin.actor.id],
  );
});

test('a correction changes what is shown and says so, and counts as unread again', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  const eventId = uuidv7();
  const first = world.event({ eventId });
  await happens(first);
  const [{ id }] = (await inboxOf(site, admin)).nodes;
  const read = { field: 'markNotificationsRead', selection: 'unreadCount', input: { notificationIds: [id] } };
  assert.equal((await change(site, read, { viewer: admin })).unreadCount, 0);
  const at = Date.now() - 5_000;
  await happens(world.event({ ...(first.payload as object), status: 'REVISED', at }));
  const [revised] = (await inboxOf(site, admin)).nodes;
  assert.deepEqual([revised.id, revised.status, revised.revision, revised.readAt], [id, 'REVISED', 1, null]);
  assert.equal(revised.text, 'Corrected: A person entered Crane <1>.');
  assert.equal(Date.parse(revised.at), at);
  const retracted = world.event({ ...(first.payload as object), status: 'RETRACTED', at });
  await happens(retracted, retracted);
  const { nodes, unreadCount } = await inboxOf(site, admin);
  assert.deepEqual([nodes.length, unreadCount, nodes[0].status], [1, 1, 'RETRACTED']);
  assert.equal(nodes[0].text, 'Withdrawn: A person entered Crane <1>.');
  assert.deepEqual(
    (await deliveriesOf(site, admin)).map(({ status, revision }) => [status, revision]),
    [
      ['RETRACTED', 2],
      ['REVISED', 1],
      ['NEW', 0],
    ],
  );
});

test('who was told of somebody hears that it was somebody else after all, without hearing who', async () => {
  const { slug, admin, world, happens } = await newSite();
  const day = await addUser(site, admin, { slug, role: 'DISPATCHER', unitId: world.dayId });
  const night = await addUser(site, admin, { slug, role: 'DISPATCHER', unitId: world.nightId });
  await addRule(site, admin, { inAppUserIds: [day.userId, night.userId] });
  const first = world.event();
  await happens(first);
  await happens({
    ...first,
    payload: { ...(first.payload as object), status: 'REVISED', personId: world.nightPersonId },
  });
  const [toDay] = (await inboxOf(site, day.viewer)).nodes;
  assert.deepEqual([toDay.status, toDay.person.id], ['RETRACTED', world.dayPersonId]);
  const [toNight] = (await inboxOf(site, night.viewer)).nodes;
  assert.deepEqual([toNight.status, toNight.person.id], ['NEW', world.nightPersonId]);
});

test('what becomes known too late is noted and not sent, and so are its corrections', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  const old = world.event({ at: Date.now() - 61 * MINUTE_MS });
  await happens(old, world.event({ at: Date.now() - 59 * MINUTE_MS }));
  await happens({ ...old, payload: { ...(old.payload as object), status: 'RETRACTED' } });
  assert.equal((await inboxOf(site, admin)).nodes.length, 1);
  const [late, ...others] = await deliveriesOf(site, admin, { state: 'NOT_SENT' });
  assert.deepEqual([late.lastError, others.length], ['it became known too late', 0]);
});

test('a correction of what was sent goes out however late it comes', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { lateAfterMinutes: 1, inAppUserIds: [admin.actor.id] });
  const first = world.event();
  await happens(first);
  const at = Date.now() - 600 * MINUTE_MS;
  await happens({ ...first, payload: { ...(first.payload as object), status: 'REVISED', at } });
  const [shown] = (await inboxOf(site, admin)).nodes;
  assert.deepEqual([shown.status, Date.parse(shown.at)], ['REVISED', at]);
});

test('a rule tells of one subject at most once in so many seconds, and of another at any time', async () => {
  const { admin, world, happens } = await newSite();
  await addRule(site, admin, { throttleSeconds: 60, inAppUserIds: [admin.actor.id] });
  await happens(world.event(), world.event({ kind: 'LEFT' }), world.event({ personId: world.nightPersonId }));
  assert.equal((await inboxOf(site, admin)).nodes.length, 2);
  site.clock.advance(59_998);
  await happens(world.event());
  assert.equal((await inboxOf(site, admin)).nodes.length, 2);
  site.clock.advance(1);
  await happens(world.event());
  assert.equal((await inboxOf(site, admin)).nodes.length, 3);
  const noted = await deliveriesOf(site, admin, { state: 'NOT_SENT' });
  assert.deepEqual(
    noted.map(({ lastError }) => lastError),
    Array.from({ length: 2 }, () => 'there was another one shortly before'),
  );
});

test('seeing to something is shown to everybody who was told, with who came first', async () => {
  const { slug, admin, world, happens } = await newSite();
  const other = await addUser(site, admin, { slug, role: 'DISPATCHER' });
  const stranger = await addUser(site, admin, { slug, role: 'ADMINISTRATOR' });
  await addRule(site, admin, { inAppUserIds: [admin.actor.id, other.userId] });
  await happens(world.event());
  const [{ id: notificationId }] = (await inboxOf(site, admin)).nodes;
  const see = (viewer: Viewer) =>
    change(
      site,
      { field: 'acknowledgeNotification', selection: 'notification { id }', input: { notificationId } },
      { viewer },
    );
  assert.deepEqual((await see(stranger.viewer)).refused, ['notificationId NOT_FOUND']);
  assert.equal((await see(other.viewer)).notification.id, notificationId);
  await see(admin);
  const [shown] = (await inboxOf(site, admin)).nodes;
  assert.deepEqual(shown.acknowledgedBy, { userId: other.userId, name: 'Ann Onymous' });
});

test('deriving again tells nobody anything again', async () => {
  const { admin, world, happens, tenantId } = await newSite();
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  const first = world.event();
  await happens(first, { ...first, payload: { ...(first.payload as object), status: 'RETRACTED' } });
  await addRule(site, admin, { name: 'Later', kinds: ['ENTERED'], inAppUserIds: [admin.actor.id] });
  const before = [await inboxOf(site, admin), await deliveriesOf(site, admin)];
  await site.postgres
    .admin`delete from tenancy.checkpoints where tenant_id = ${tenantId} and projection like 'notifications-%'`;
  // The consumer that finds its checkpoint gone takes it up again from the start.
  await publish(site, tenantId, [world.event({ kind: 'CROSSED' })]);
  assert.ok(await site.tenancy.caughtUp(15_000));
  const [row] = await site.postgres.admin<{ offset: number }[]>`
    select "offset" from tenancy.checkpoints where tenant_id = ${tenantId} and projection = 'notifications-geofence-events'`;
  assert.equal(row?.offset, 2);
  assert.deepEqual([await inboxOf(site, admin), await deliveriesOf(site, admin)], before);
});
