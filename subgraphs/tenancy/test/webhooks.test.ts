import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';
import { Webhook } from 'standardwebhooks';

import { addEndpoint, addRule, addWorld, deliveriesOf, inboxOf, LOOPBACK, publish, until } from './notified.ts';
import { startEndpoint, type Answer } from './receivers.ts';
import { change, startTenancy, viewerOf, type TestTenancy } from './tenancy.ts';

const HOUR_MS = 3_600_000;

let site: TestTenancy;
/** What host names stand for; tests change it. */
const names = new Map<string, readonly string[]>();
before(async () => {
  const resolve = async (host: string) => names.get(host) ?? [];
  site = await startTenancy(LOOPBACK, { resolve, random: () => 0.5 });
});
after(() => site[Symbol.asyncDispose]());

/** A tenant whose one endpoint is told of entries. */
async function newSite(answer?: (number: number) => Answer | 'never') {
  const endpoint = await startEndpoint((_posted, number) => answer?.(number) ?? { status: 204 });
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  const added = await addEndpoint(site, admin, endpoint.url);
  await addRule(site, admin, { endpointIds: [added.endpointId], inAppUserIds: [admin.actor.id] });
  return {
    ...added,
    endpoint,
    admin,
    world,
    happens: (...events: ReturnType<typeof world.event>[]) => publish(site, tenantId, events),
    webhooks: () => deliveriesOf(site, admin, { channel: 'WEBHOOK' }),
    [Symbol.asyncDispose]: () => endpoint[Symbol.asyncDispose](),
  };
}

function act(admin: Viewer, field: string, selection: string, input: Record<string, unknown>) {
  return change(site, { field, selection, input }, { viewer: admin });
}

test('a webhook arrives once, signed as Standard Webhooks has it, and is noted as delivered', async () => {
  await using at = await newSite();
  const event = at.world.event();
  await at.happens(event, event);
  const [delivery, ...others] = await until(at.webhooks, ([first]) => first?.state === 'DELIVERED');
  assert.equal(others.length, 0);
  const [posted, ...more] = at.endpoint.posted;
  assert.ok(posted && !more.length);
  // The library's clock is the machine's; ours stands where the test began, which is near enough.
  const told = new Webhook(at.secret).verify(posted.body, posted.headers as Record<string, string>) as any;
  assert.deepEqual(told, JSON.parse(posted.body));
  assert.equal(told.type, 'geofence.entered');
  assert.equal(told.data.personId, at.world.dayPersonId);
  assert.deepEqual(told.data.geofence, { id: at.world.zoneId, name: 'Crane <1>', kind: 'EXCLUSION' });
  assert.equal(told.data.link, `http://localhost:3000/people/${at.world.dayPersonId}`);
  assert.deepEqual(
    [posted.headers['content-type'], posted.headers['webhook-id']],
    ['application/json', delivery.webhookId],
  );
  assert.deepEqual([delivery.lastStatusCode, delivery.attempts.length, delivery.attempts[0].statusCode], [204, 1, 204]);
});

test('what fails is tried again with the same id and body, after longer and longer pauses', async () => {
  await using at = await newSite((number) =>
    number < 3 ? { status: 503, body: 'x\0y'.repeat(2_000) } : { status: 200 },
  );
  await at.happens(at.world.event());
  const [first] = await until(at.webhooks, ([one]) => one?.attempts.at(-1)?.statusCode === 503);
  assert.deepEqual([first.state, first.lastError, first.lastStatusCode], ['PENDING', 'answered 503', 503]);
  assert.equal(
    Buffer.byteLength(first.attempts[0].response.replaceAll('\u{FFFD}', '0')),
    1_024,
    'the first KiB is kept',
  );
  assert.equal(Date.parse(first.nextAttemptAt), site.clock.now() + 5_000);
  site.clock.advance(5_000);
  const [second] = await until(at.webhooks, ([one]) => one?.attempts.length === 2 && one.attempts[1].finishedAt);
  assert.equal(Date.parse(second.nextAttemptAt), site.clock.now() + 20_000);
  site.clock.advance(20_000);
  await until(at.webhooks, ([one]) => one?.state === 'DELIVERED');
  assert.equal(at.endpoint.posted.length, 3);
  assert.equal(new Set(at.endpoint.posted.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size, 1);
});

test('a redirect is not followed, and an endpoint that is silent or closes is given up in time', async () => {
  await using elsewhere = await startEndpoint();
  await using at = await newSite((number) =>
    number === 1 ? { status: 307, headers: { location: elsewhere.url } } : 'never',
  );
  await at.happens(at.world.event());
  const [redirected] = await until(at.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  assert.equal(redirected.lastError, 'redirects are not followed');
  site.clock.advance(5_000);
  const [silent] = await until(at.webhooks, ([one]) => one?.attempts[1]?.finishedAt);
  assert.deepEqual([silent.lastError, silent.lastStatusCode], ['no answer within 1000 ms', null]);
  assert.equal(elsewhere.posted.length, 0);
});

test('one endpoint that fails keeps nothing else waiting, and what waits for it waits for its next try', async () => {
  await using at = await newSite(() => ({ status: 500 }));
  await at.happens(...Array.from({ length: 5 }, () => at.world.event({ personId: at.world.nightPersonId })));
  await until(
    at.webhooks,
    (all) => all.length === 5 && all.every(({ nextAttemptAt }) => Date.parse(nextAttemptAt) > site.clock.now()),
  );
  assert.ok(at.endpoint.posted.length <= 3, `${at.endpoint.posted.length} tries at once`);
});

test('an endpoint that answers 410 is switched off for good, what waits is called off, administrators are told', async () => {
  await using at = await newSite(() => ({ status: 410 }));
  await at.happens(at.world.event());
  const [refused] = await until(at.webhooks, ([one]) => one?.settledAt);
  assert.deepEqual([refused.state, refused.lastStatusCode], ['REFUSED', 410]);
  const [notice] = (await inboxOf(site, at.admin)).nodes.filter(({ kind }) => kind === 'ENDPOINT_DISABLED');
  assert.equal(notice.endpoint.id, at.endpointId);
  const { data } = await site.run('{ webhookEndpoints { nodes { enabled disabledReason } } }', { viewer: at.admin });
  assert.deepEqual(data.webhookEndpoints.nodes, [{ enabled: false, disabledReason: 'GONE' }]);
  await at.happens(at.world.event());
  const both = await until(at.webhooks, (all) => all.length === 2);
  const cancelled = both.find(({ id }) => id !== refused.id);
  assert.deepEqual([cancelled.state, cancelled.lastError], ['CANCELLED', 'the endpoint is switched off']);
  assert.deepEqual(
    (await act(at.admin, 'redeliverNotification', 'delivery { id }', { deliveryId: refused.id })).refused,
    ['deliveryId DISABLED'],
  );
});

test('an endpoint that takes nothing for three days is switched off, and works again when switched on', async () => {
  let works = false;
  await using at = await newSite(() => ({ status: works ? 200 : 500 }));
  await at.happens(at.world.event());
  await until(at.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  site.clock.advance(72 * HOUR_MS);
  const [exhausted] = await until(at.webhooks, ([one]) => one?.settledAt);
  assert.equal(exhausted.state, 'CANCELLED');
  const { nodes } = await inboxOf(site, at.admin);
  assert.ok(nodes.some(({ kind }) => kind === 'ENDPOINT_DISABLED'));
  works = true;
  const { endpointId } = at;
  await act(at.admin, 'updateWebhookEndpoint', 'endpoint { id }', { endpointId, enabled: true });
  const { delivery } = await act(at.admin, 'redeliverNotification', 'delivery { id state }', {
    deliveryId: exhausted.id,
  });
  assert.deepEqual(delivery, { id: exhausted.id, state: 'PENDING' });
  const [again] = await until(at.webhooks, ([one]) => one?.state === 'DELIVERED');
  assert.equal(again.webhookId, exhausted.webhookId);
});

test('when every try is used up, it is said', async () => {
  await using at = await newSite(() => ({ status: 500 }));
  await at.happens(at.world.event());
  const [first] = await until(at.webhooks, ([one]) => one?.attempts[0]?.finishedAt);
  await site.postgres.admin`update tenancy.notification_deliveries set tries = 10 where delivery_id = ${first.id}`;
  site.clock.advance(5_000);
  const [last] = await until(at.webhooks, ([one]) => one?.settledAt);
  assert.equal(last.state, 'EXHAUSTED');
});

test('while a secret is changed either opens what is sent, afterwards the new one alone', async () => {
  await using at = await newSite();
  const rotated = await act(at.admin, 'rotateWebhookSecret', 'secret endpoint { previousSecretUntil }', {
    endpointId: at.endpointId,
  });
  assert.notEqual(rotated.secret, at.secret);
  assert.equal(Date.parse(rotated.endpoint.previousSecretUntil), site.clock.now() + 24 * HOUR_MS);
  const opens = async (number: number) => {
    const { delivery } = await act(at.admin, 'testWebhookEndpoint', 'delivery { id }', { endpointId: at.endpointId });
    await until(at.webhooks, (all) => all.find(({ id }) => id === delivery.id)?.state === 'DELIVERED');
    const posted = at.endpoint.posted[number - 1];
    assert.ok(posted);
    const { 'webhook-signature': signature, 'webhook-id': id, 'webhook-timestamp': seconds } = posted.headers;
    // The library compares with the machine's clock, ours was moved: sign what was sent, and compare.
    const sentAt = new Date(Number(seconds) * 1_000);
    return [at.secret, rotated.secret].map((secret) =>
      String(signature)
        .split(' ')
        .includes(new Webhook(secret).sign(String(id), sentAt, posted.body)),
    );
  };
  assert.deepEqual(await opens(1), [true, true]);
  site.clock.advance(24 * HOUR_MS);
  assert.deepEqual(await opens(2), [false, true]);
});

test('addresses that may not be called are refused when an endpoint is made, and why is said', async () => {
  const { slug } = await site.tenant();
  const admin = await viewerOf(site, slug);
  names.set('public.example', ['93.184.215.14']);
  names.set('half.example', ['93.184.215.14', '10.0.0.7']);
  names.set('mapped.example', ['::ffff:169.254.169.254']);
  for (const [url, reason] of [
    ['http://public.example/', /must begin with https/],
    ['https://half.example/', /^half\.example may not be called: it is not public$/],
    ['https://mapped.example/', /^mapped\.example may not be called: it is not public$/],
    ['https://nowhere.example/', /could not be resolved/],
    ['https://10.0.0.1/', /is not public/],
    ['https://[::1]/', /is not public/],
    ['https://[fe80::1]/', /is not public/],
    ['https://0xa9fea9fe/latest/meta-data', /is not public/],
    ['https://user:secret@public.example/', /no name and password/],
    ['not an address', /must be an address/],
  ] as const) {
    const made = await act(admin, 'createWebhookEndpoint', 'endpoint { id }', { url });
    assert.deepEqual(made.refused, ['url TARGET_REFUSED'], url);
    assert.match(made.messages[0], reason, url);
  }
  const { endpoint } = await act(admin, 'createWebhookEndpoint', 'endpoint { id url }', {
    url: 'https://public.example/a',
  });
  assert.equal(endpoint.url, 'https://public.example/a');
  const moved = await act(admin, 'updateWebhookEndpoint', 'endpoint { id }', {
    endpointId: endpoint.id,
    url: 'https://half.example/',
  });
  assert.deepEqual(moved.refused, ['url TARGET_REFUSED']);
});

test('a name that stands for something else by the time of delivery is refused then, and nobody is called', async () => {
  const { slug, tenantId } = await site.tenant();
  const admin = await viewerOf(site, slug);
  const world = await addWorld(site, admin);
  let connections = 0;
  const inside = createServer((socket) => void ((connections += 1), socket.destroy()));
  await new Promise<void>((resolve) => inside.listen(0, '127.0.0.2', resolve));
  names.set('rebound.example', ['93.184.215.14']);
  const { endpointId } = await addEndpoint(site, admin, 'https://rebound.example/');
  names.set('rebound.example', ['192.168.7.7']);
  await addRule(site, admin, { endpointIds: [endpointId] });
  await publish(site, tenantId, [world.event()]);
  const [refused] = await until(
    () => deliveriesOf(site, admin),
    ([one]) => one?.attempts[0]?.finishedAt,
  );
  assert.equal(refused.lastError, 'rebound.example may not be called: it is not public');
  assert.equal(connections, 0);
  inside.close();
});

test('the name is looked up once for a try: what it stands for a moment later is not called', async () => {
  await using at = await newSite();
  const { port } = new URL(at.endpoint.url);
  let asked = 0;
  const answers = [['127.0.0.1'], ['127.0.0.1'], ['127.0.0.9']];
  Object.defineProperty(names, 'get', {
    configurable: true,
    value: (host: string) => (host === 'twofaced.example' ? answers[asked++] : Map.prototype.get.call(names, host)),
  });
  try {
    const { endpointId } = await addEndpoint(site, at.admin, `http://twofaced.example:${port}/`);
    const { delivery } = await act(at.admin, 'testWebhookEndpoint', 'delivery { id }', { endpointId });
    await until(at.webhooks, (all) => all.find(({ id }) => id === delivery.id)?.state === 'DELIVERED');
    assert.equal(asked, 2, 'once when it was made, once for the try');
    assert.equal(at.endpoint.posted.at(-1)?.headers.host, `twofaced.example:${port}`);
  } finally {
    Reflect.deleteProperty(names, 'get');
  }
});
