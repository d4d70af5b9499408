import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { addRule, addWorld, publish } from './notified.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

let site: TestTenancy;
before(async () => void (site = await startTenancy()));
after(() => site[Symbol.asyncDispose]());

const STREAM = `subscription S($after: String) { notificationReceived(after: $after) {
  cursor notification { id status text acknowledgedAt person { id } } } }`;

/** A stream of what a viewer is told. `next` fails after five seconds. */
function follow(viewer: Viewer | null, after: string | null = null) {
  const signal = AbortSignal.timeout(60_000);
  const events = site.tenancy.subgraph.subscribe({
    document: STREAM,
    variables: { after },
    viewer,
    requestId: 'test',
    signal,
  });
  const next = async () => {
    const late = new Promise<never>((_resolve, reject) => {
      setTimeout(() => reject(new Error('nothing came')), 5_000).unref();
    });
    const { value } = await Promise.race([events.next(), late]);
    if (value.errors) throw new Error(String(value.errors[0].extensions?.code));
    return value.data.notificationReceived as { cursor: string; notification: any };
  };
  return { next, end: () => events.return?.() };
}

async function newSite() {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  return { admin, world, happens: (...events: ReturnType<typeof world.event>[]) => publish(site, tenantId, events) };
}

test('each notification comes once, and again when it is corrected', async () => {
  const { admin, world, happens } = await newSite();
  const stream = follow(admin);
  const first = stream.next();
  const event = world.event({ eventId: uuidv7() });
  // The stream begins with what comes after it was opened.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await happens(event, event);
  const { notification } = await first;
  assert.deepEqual([notification.status, notification.person.id], ['NEW', world.dayPersonId]);
  await happens({ ...event, payload: { ...(event.payload as object), status: 'RETRACTED' } });
  const second = await stream.next();
  assert.deepEqual([second.notification.id, second.notification.status], [notification.id, 'RETRACTED']);
  await stream.end();
});

test('who first sees to something is told to everybody who was told of it, once', async () => {
  const { admin, world, happens } = await newSite();
  const stream = follow(admin);
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await happens(world.event());
  const { notification } = await first;
  assert.equal(notification.acknowledgedAt, null);
  const input = { notificationId: notification.id };
  const seeTo = { field: 'acknowledgeNotification', selection: 'notification { id }', input };
  await change(site, seeTo, { viewer: admin });
  await change(site, seeTo, { viewer: admin });
  await happens(world.event({ trackerId: uuidv7(), visitId: uuidv7() }));
  const seen = (await stream.next()).notification;
  assert.deepEqual([seen.id, seen.acknowledgedAt !== null], [notification.id, true]);
  assert.notEqual((await stream.next()).notification.id, notification.id);
  await stream.end();
});

test('a stream goes on behind its cursor, and nothing is lost or repeated', async () => {
  const { admin, world, happens } = await newSite();
  const stream = follow(admin);
  const opened = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await happens(world.event());
  const { cursor } = await opened;
  await stream.end();
  const people = Array.from({ length: 5 }, () => ({ trackerId: uuidv7(), visitId: uuidv7() }));
  for (const own of people) await happens(world.event(own));
  assert.ok(await site.tenancy.caughtUp(10_000));
  const resumed = follow(admin, cursor);
  const ids = new Set<string>();
  for (const _ of people) ids.add((await resumed.next()).notification.id);
  assert.equal(ids.size, 5);
  await happens(world.event({ kind: 'LEFT' }));
  assert.match((await resumed.next()).notification.text, /left/);
  await resumed.end();
});

test('a stream shows what may be seen then, however much that was when it began', async () => {
  const { admin, world, happens } = await newSite();
  const until = site.clock.now() + 60_000;
  const [grant] = admin.grants;
  assert.ok(grant);
  const grants = [
    { ...grant, until },
    { ...grant, units: [world.dayId] },
  ];
  const stream = follow({ ...admin, grants });
  const [day, night] = [world.event(), world.event({ personId: world.nightPersonId })];
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await happens(night);
  assert.equal((await first).notification.person.id, world.nightPersonId);
  site.clock.advance(60_000);
  await happens({ ...night, payload: { ...(night.payload as object), eventId: uuidv7(), kind: 'LEFT' } }, day);
  assert.equal((await stream.next()).notification.person.id, world.dayPersonId);
  await stream.end();
});

test('a stream is of the own user alone, and cursors of others do not fit', async () => {
  const [ours, theirs] = [await newSite(), await newSite()];
  const stream = follow(ours.admin);
  const first = stream.next();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await theirs.happens(theirs.world.event());
  await ours.happens(ours.world.event());
  const { cursor, notification } = await first;
  assert.equal(notification.person.id, ours.world.dayPersonId);
  await stream.end();
  await assert.rejects(follow(theirs.admin, cursor).next(), /CURSOR_EXPIRED/);
  await assert.rejects(follow(ours.admin, 'nonsense').next(), /INVALID_INPUT/);
  await assert.rejects(follow(null).next(), /UNAUTHENTICATED/);
});
