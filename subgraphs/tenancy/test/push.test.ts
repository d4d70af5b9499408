import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { addRule, addWorld, deliveriesOf, inboxOf, LOOPBACK, publish, until } from './notified.ts';
import { createPushBrowser, readVapid } from './push-browser.ts';
import { startEndpoint, type Answer } from './receivers.ts';
import { change, PASSWORD, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const VAPID = { TREKKER_TENANCY_VAPID_PRIVATE_KEY: randomBytes(32).toString('base64') };
const WEB_PUSH = '{ webPush { serverKey subscriptions { id label createdAt lastSuccessAt } } }';

let site: TestTenancy;
/** What host names stand for. */
const names = new Map<string, readonly string[]>();
before(async () => {
  const contact = { TREKKER_TENANCY_VAPID_CONTACT: 'mailto:ops@example.org' };
  site = await startTenancy(
    { ...LOOPBACK, ...VAPID, ...contact },
    {
      resolve: async (host) => names.get(host) ?? [],
      random: () => 0.5,
    },
  );
});
after(() => site[Symbol.asyncDispose]());

function act(viewer: Viewer, field: string, selection: string, input: Record<string, unknown>) {
  return change(site, { field, selection, input }, { viewer });
}

async function subscribe(viewer: Viewer, endpoint: string, own: Record<string, unknown> = {}) {
  const { keys } = createPushBrowser();
  return act(viewer, 'subscribeToPush', 'subscription { id label }', { endpoint, ...keys, label: 'A browser', ...own });
}

async function devicesOf(viewer: Viewer): Promise<{ id: string; label: string; lastSuccessAt: string | null }[]> {
  const { data } = await site.run(WEB_PUSH, { viewer });
  return data.webPush.subscriptions;
}

/** A tenant with a rule that tells its administrator of entries, and one browser of theirs. */
async function newSite(answer?: (number: number) => Answer) {
  const service = await startEndpoint((_posted, number) => answer?.(number) ?? { status: 201 });
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const browser = createPushBrowser();
  const { subscription } = await subscribe(admin, `${service.url}/one`, {
    ...browser.keys,
    label: 'Chrome, Android',
    language: 'de-AT',
  });
  const ruleId = await addRule(site, admin, { inAppUserIds: [admin.actor.id] });
  return {
    slug,
    tenantId,
    admin,
    world,
    service,
    browser,
    ruleId,
    subscriptionId: subscription.id as string,
    happens: (...events: ReturnType<typeof world.event>[]) => publish(site, tenantId, events),
    pushes: () => deliveriesOf(site, admin, { channel: 'PUSH' }),
    [Symbol.asyncDispose]: () => service[Symbol.asyncDispose](),
  };
}

test('who is told in the app is told on the device too: sealed for it alone, signed, once, in its language', async () => {
  await using at = await newSite();
  const event = at.world.event();
  await at.happens(event, event);
  const [delivery, ...others] = await until(at.pushes, ([one]) => one?.state === 'DELIVERED');
  assert.equal(others.length, 0);
  const [posted, ...more] = at.service.posted;
  assert.ok(posted && !more.length);
  const [notification] = (await inboxOf(site, at.admin)).nodes;
  assert.deepEqual(JSON.parse(at.browser.open(posted.bytes)), {
    title: 'Entries',
    body: 'Eine Person hat Crane <1> betreten.',
    path: `/people/${at.world.dayPersonId}`,
    tag: notification.id,
    at: Date.parse(notification.at),
    language: 'de',
  });
  assert.throws(() => createPushBrowser().open(posted.bytes), 'no other browser opens it');
  const { ttl, urgency, topic, 'content-encoding': encoding, authorization } = posted.headers;
  assert.deepEqual(
    [posted.path, ttl, urgency, topic, encoding],
    ['/hook/one', '43200', 'normal', notification.id.replaceAll('-', ''), 'aes128gcm'],
  );
  const { key, ...claims } = readVapid(authorization);
  const { data } = await site.run(WEB_PUSH, { viewer: at.admin });
  assert.equal(key, data.webPush.serverKey);
  const exp = Math.floor(site.clock.now() / 1_000) + 43_200;
  assert.deepEqual(claims, { aud: new URL(at.service.url).origin, exp, sub: 'mailto:ops@example.org' });
  const query =
    '{ notificationDeliveries(filter: { channel: PUSH }) { nodes { device user { userId } lastStatusCode } } }';
  const told = (await site.run(query, { viewer: at.admin })).data.notificationDeliveries.nodes;
  assert.deepEqual(told, [{ device: 'Chrome, Android', user: { userId: at.admin.actor.id }, lastStatusCode: 201 }]);
  assert.equal(delivery.attempts.length, 1);
  assert.equal(Date.parse((await devicesOf(at.admin))[0]?.lastSuccessAt ?? ''), site.clock.now());
});

test('a correction takes the place of what was told', async () => {
  await using at = await newSite();
  const event = at.world.event();
  await at.happens(event);
  await until(at.pushes, ([one]) => one?.state === 'DELIVERED');
  await at.happens({ ...event, payload: { ...(event.payload as object), status: 'RETRACTED' } });
  await until(at.pushes, (all) => all.length === 2 && all.every(({ state }) => state === 'DELIVERED'));
  const [first, second] = at.service.posted;
  assert.ok(first && second);
  assert.equal(first.headers['topic'], second.headers['topic']);
  assert.match(JSON.parse(at.browser.open(second.bytes)).body, /^Zurückgenommen: /);
});

test('what fails is tried again, as late as the push service asks, and it is not told twice', async () => {
  await using at = await newSite((number) =>
    number === 1 ? { status: 429, headers: { 'retry-after': '60' } } : number === 2 ? { status: 503 } : { status: 201 },
  );
  await at.happens(at.world.event());
  const [waits] = await until(at.pushes, ([one]) => one?.lastStatusCode === 429);
  assert.equal(Date.parse(waits.nextAttemptAt), site.clock.now() + 60_000);
  site.clock.advance(60_000);
  const [again] = await until(at.pushes, ([one]) => one?.lastStatusCode === 503);
  site.clock.advance(Date.parse(again.nextAttemptAt) - site.clock.now());
  const [last] = await until(at.pushes, ([one]) => one?.settledAt);
  assert.deepEqual([last.state, last.attempts.length, at.service.posted.length], ['DELIVERED', 3, 3]);
});

test('a push that is refused as such is not tried again, and the device stays', async () => {
  await using at = await newSite(() => ({ status: 413 }));
  await at.happens(at.world.event());
  const [one] = await until(at.pushes, ([first]) => first?.settledAt);
  assert.deepEqual([one.state, one.lastStatusCode], ['REFUSED', 413]);
  assert.equal((await devicesOf(at.admin)).length, 1);
});

for (const status of [404, 410]) {
  test(`an answer of ${status} ends the subscription, and what waits for it is called off`, async () => {
    await using at = await newSite((number) => ({ status: number === 1 ? 503 : status }));
    await at.happens(at.world.event());
    await until(at.pushes, ([one]) => one?.lastStatusCode === 503);
    await at.happens(at.world.event());
    await until(
      () => devicesOf(at.admin),
      (devices) => !devices.length,
    );
    const all = await until(at.pushes, (each) => each.every(({ settledAt }) => settledAt));
    assert.deepEqual(all.map(({ state, lastError }) => [state, lastError]).toSorted(), [
      ['CANCELLED', 'the device was removed'],
      ['REFUSED', `answered ${status}`],
    ]);
    await at.happens(at.world.event());
    assert.ok(await site.tenancy.caughtUp(10_000));
    assert.equal((await at.pushes()).length, 2, 'nobody is told there any more');
  });
}

test('what a user leaves out, or their quiet hours hold back, is not pushed', async () => {
  await using at = await newSite();
  const berlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
  const [from, to] = [-3_600_000, 3_600_000].map((shift) => berlin.format(site.clock.now() + shift));
  const quietHours = { from, to, timeZone: 'UTC' };
  const leftOut = [{ kind: 'ENTERED', channels: ['PUSH'] }];
  await act(at.admin, 'setNotificationPreferences', 'preferences { changedAt }', { leftOut, quietHours });
  await at.happens(at.world.event(), at.world.event({ kind: 'LEFT' }));
  const all = await until(at.pushes, (each) => each.length === 2);
  const outcome = all.map(({ kind, state, lastError }) => [kind, state, lastError].join());
  assert.deepEqual(outcome.toSorted(), ['ENTERED,NOT_SENT,left out by preference', 'LEFT,PENDING,']);
  const waits = all.find(({ state }) => state === 'PENDING');
  assert.ok(Date.parse(waits.nextAttemptAt) > site.clock.now() + 3_000_000);
  assert.equal(at.service.posted.length, 0);
  assert.equal((await inboxOf(site, at.admin)).nodes.length, 2);
});

test('who signs out is not told there any more, other devices are', async () => {
  await using at = await newSite();
  const elsewhere = await viewerOf(site, at.slug);
  await subscribe(elsewhere, `${at.service.url}/two`, { label: 'Elsewhere' });
  await site.run('mutation { signOut { signedOut } }', { viewer: at.admin });
  assert.deepEqual(
    (await devicesOf(elsewhere)).map(({ label }) => label),
    ['Elsewhere'],
  );
});

test('another password leaves the device where it was changed, no access leaves none', async () => {
  await using at = await newSite();
  const other = await viewerOf(site, at.slug);
  await subscribe(other, `${at.service.url}/two`, { label: 'Elsewhere' });
  const passwords = { currentPassword: PASSWORD, newPassword: `${PASSWORD} anew` };
  assert.equal((await act(at.admin, 'changePassword', 'changed', passwords)).changed, true);
  assert.deepEqual(
    (await devicesOf(at.admin)).map(({ label }) => label),
    ['Chrome, Android'],
  );
  const added = { signInName: 'ben', name: 'Ben', password: PASSWORD };
  const { user } = await act(at.admin, 'createUser', 'user { id }', added);
  await act(at.admin, 'grantRole', 'grant { id }', { userId: user.id, role: 'DISPATCHER' });
  const ben = await viewerOf(site, at.slug, 'ben');
  await subscribe(ben, `${at.service.url}/three`);
  assert.equal((await devicesOf(ben)).length, 1);
  await act(at.admin, 'setUserActive', 'user { id }', { userId: user.id, active: false });
  const [row] = await site.postgres.admin<{ n: number }[]>`
    select count(*)::integer as n from tenancy.push_subscriptions where user_id = ${user.id}`;
  assert.equal(row?.n, 0);
  await assert.rejects(subscribe(ben, `${at.service.url}/four`), /UNAUTHENTICATED/, 'nor afterwards');
});

test('a session that has ended subscribes nothing', async () => {
  await using at = await newSite();
  await site.run('mutation { signOut { signedOut } }', { viewer: at.admin });
  await assert.rejects(subscribe(at.admin, `${at.service.url}/late`), /UNAUTHENTICATED/);
});

test('a browser is known by its address: it is told once, and tells the last user who switched it on', async () => {
  await using at = await newSite();
  const again = await subscribe(at.admin, `${at.service.url}/one`, { label: 'Renamed' });
  assert.equal(again.subscription.id, at.subscriptionId);
  assert.deepEqual(
    (await devicesOf(at.admin)).map(({ label }) => label),
    ['Renamed'],
  );
  const { user } = await act(at.admin, 'createUser', 'user { id }', {
    signInName: 'eve',
    name: 'Eve',
    password: PASSWORD,
  });
  await act(at.admin, 'grantRole', 'grant { id }', { userId: user.id, role: 'DISPATCHER' });
  const eve = await viewerOf(site, at.slug, 'eve');
  const moved = await subscribe(eve, `${at.service.url}/one`);
  assert.notEqual(moved.subscription.id, at.subscriptionId);
  assert.deepEqual(await devicesOf(at.admin), []);
  const taken = await act(at.admin, 'unsubscribeFromPush', 'subscriptionId', { subscriptionId: moved.subscription.id });
  assert.deepEqual(taken.refused, ['subscriptionId NOT_FOUND'], 'what is of another user is nothing');
  const own = await act(eve, 'unsubscribeFromPush', 'subscriptionId', { subscriptionId: moved.subscription.id });
  assert.equal(own.subscriptionId, moved.subscription.id);
  assert.deepEqual(await devicesOf(eve), []);
});

test('what cannot be subscribed is refused with the field that is wrong', async () => {
  await using at = await newSite();
  const good = `${at.service.url}/x`;
  for (const [endpoint, own, refused] of [
    ['https://10.0.0.1/', {}, 'endpoint TARGET_REFUSED'],
    ['http://192.0.2.1/', {}, 'endpoint TARGET_REFUSED'],
    [`https://push.example/${'x'.repeat(1_000)}`, {}, 'endpoint INVALID'],
    [good, { p256dh: 'AAAA' }, 'p256dh INVALID'],
    [good, { auth: 'AAAA' }, 'auth INVALID'],
    [good, { label: '  ' }, 'label INVALID'],
    [good, { label: 'a\u0007' }, 'label INVALID'],
  ] as const) {
    assert.deepEqual((await subscribe(at.admin, endpoint, own)).refused, [refused], endpoint);
  }
  for (let made = 1; made < 10; made += 1) await subscribe(at.admin, `${at.service.url}/${made}`);
  assert.deepEqual((await subscribe(at.admin, good)).refused, [' TOO_MANY']);
  assert.equal((await devicesOf(at.admin)).length, 10);
});

test('a push service that stands for something else by the time of a try is not called', async () => {
  await using at = await newSite();
  names.set('rebound.example', ['93.184.215.14']);
  await subscribe(at.admin, 'https://rebound.example/push');
  names.set('rebound.example', ['192.168.7.7']);
  await at.happens(at.world.event());
  const all = await until(
    at.pushes,
    (each) => each.length === 2 && each.every(({ attempts }) => attempts[0]?.finishedAt),
  );
  assert.deepEqual(all.map(({ lastError }) => lastError).toSorted(), [
    null,
    'rebound.example may not be called: it is not public',
  ]);
});

test('without keys of the installation push is off, and with others no device is told', async () => {
  await using off = await startTenancy(LOOPBACK);
  const { slug } = await off.tenant();
  const viewer = await viewerOf(off, slug);
  assert.equal((await off.run(WEB_PUSH, { viewer })).data.webPush.serverKey, null);
  const input = { endpoint: 'https://push.example/', ...createPushBrowser().keys, label: 'A' };
  const made = await change(off, { field: 'subscribeToPush', selection: 'subscription { id }', input }, { viewer });
  assert.deepEqual(made.refused, [' PUSH_OFF']);
  await using at = await newSite();
  await site.postgres.admin`
    update tenancy.push_subscriptions set server_key = 'another' where subscription_id = ${at.subscriptionId}`;
  await at.happens(at.world.event());
  const [one] = await until(at.pushes, ([first]) => first?.settledAt);
  assert.deepEqual([one.state, one.lastError], ['CANCELLED', 'the device was switched on for another VAPID key']);
  assert.equal(at.service.posted.length, 0);
});

test('the audit tells that a device was switched on and off, and not where it lies', async () => {
  await using at = await newSite();
  await act(at.admin, 'unsubscribeFromPush', 'subscriptionId', { subscriptionId: at.subscriptionId });
  assert.ok(await site.tenancy.caughtUp(10_000));
  const query = 'query A($id: ID!) { auditEntries(filter: { subjectId: $id }) { nodes { action details { value } } } }';
  const { data } = await site.run(query, { viewer: at.admin, variables: { id: at.subscriptionId } });
  assert.deepEqual(data.auditEntries.nodes.map(({ action }: any) => action).toSorted(), [
    'push-subscribed',
    'push-unsubscribed',
  ]);
  assert.ok(!JSON.stringify(data).includes('127.0.0.1'));
});
