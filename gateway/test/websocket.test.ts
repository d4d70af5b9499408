import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewer } from '@trekker/kit';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { viewerOf } from './engine-harness.ts';
import { startGateway, type TestGateway } from './gateway-harness.ts';
import { eventually, SocketClient } from './socket-client.ts';

let site: TestGateway;
before(async () => {
  site = await startGateway({ socketInitMs: 300, maxSocketOperations: 3 });
});
after(() => site.gateway.stop());

const COUNT = 'subscription ($limit: Int!) { countTo(limit: $limit) }';
const WATCH = 'subscription { personChanged { name } }';

describe('a socket', () => {
  test('without the subprotocol is closed with 4406', async () => {
    using client = new SocketClient(site.socketUrl, { protocol: [] });
    assert.equal((await client.closed).code, 4406);
  });

  test('elsewhere than /graphql is refused', async () => {
    using client = new SocketClient(site.socketUrl.replace('/graphql', '/other'));
    await assert.rejects(client.open(), /404/u);
  });

  test('that does not say connection_init in time is closed with 4408', async () => {
    using client = new SocketClient(site.socketUrl);
    assert.equal((await client.closed).code, 4408);
  });

  test('that says connection_init twice is closed with 4429', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.send({ type: 'connection_init' });
    assert.equal((await client.closed).code, 4429);
  });

  test('that subscribes before connection_ack is closed with 4401', async () => {
    using client = new SocketClient(site.socketUrl);
    await client.open();
    client.subscribe('1', WATCH);
    assert.equal((await client.closed).code, 4401);
  });

  for (const message of [
    'no json',
    '[]',
    '{}',
    '{"type":"other"}',
    '{"type":"subscribe","id":"","payload":{}}',
    '{"type":"subscribe","id":"1"}',
    '{"type":"connection_init","payload":1}',
    `{"type":"complete","id":"${'x'.repeat(200)}"}`,
  ]) {
    test(`that says ${message.slice(0, 45)} is closed with 4400`, async () => {
      using client = await SocketClient.signedIn(site.socketUrl);
      client.send(message);
      assert.equal((await client.closed).code, 4400);
    });
  }

  test('that sends bytes instead of text is closed with 4400', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    assert.equal((await client.closed).code, 4400);
  });

  test('that sends more than 64 KiB in one message is closed with 1009', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.send({ type: 'ping', payload: { x: 'y'.repeat(70_000) } });
    assert.equal((await client.closed).code, 1009);
  });

  test('is answered a ping with its payload', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.send({ type: 'ping', payload: { n: 1 } });
    assert.deepEqual(await client.next('pong'), { type: 'pong', payload: { n: 1 } });
  });

  for (const [token, reason] of [
    ['wrong', 'UNAUTHENTICATED'],
    ['expired', 'TOKEN_EXPIRED'],
  ] as const) {
    test(`with a token that is ${token} is closed with 4403 ${reason}`, async () => {
      using client = new SocketClient(site.socketUrl);
      await client.open();
      client.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
      assert.deepEqual(await client.closed, { code: 4403, reason });
    });
  }

  test('beyond the allowed number is refused with 503', async () => {
    await using small = await startGateway({ maxSockets: 1 });
    using first = await SocketClient.signedIn(small.socketUrl);
    using second = new SocketClient(small.socketUrl);
    await assert.rejects(second.open(), /503/u);
    assert.equal(first.socket.readyState, WebSocket.OPEN);
  });

  test('whose peer is dead is cut', async () => {
    await using watching = await startGateway({ pingMs: 60 });
    using dead = new SocketClient(watching.socketUrl, { autoPong: false });
    await dead.open();
    dead.send({ type: 'connection_init' });
    using alive = await SocketClient.signedIn(watching.socketUrl);
    assert.equal((await dead.closed).code, 1006);
    await sleep(150);
    assert.equal(alive.socket.readyState, WebSocket.OPEN);
  });
});

describe('the origin of a socket', () => {
  const attempt = async (gateway: TestGateway, headers: Record<string, string>) => {
    using client = new SocketClient(gateway.socketUrl, { headers });
    await client.open();
    client.send({ type: 'connection_init' });
    await client.next('connection_ack');
    client.subscribe('1', '{ whoAmI }');
    return ((await client.next('next')).payload as { data: { whoAmI: string | null } }).data.whoAmI;
  };

  test('must be our own host for the cookie to count', async () => {
    assert.equal(await attempt(site, { origin: site.origin, cookie: 'session=ada' }), 'ada');
    assert.equal(await attempt(site, { cookie: 'session=ada' }), null);
  });

  test('may be the host that our own proxy was asked for', async () => {
    const headers = { origin: 'http://demo.localhost:3000', 'x-forwarded-host': 'demo.localhost:3000' };
    assert.equal(await attempt(site, { ...headers, cookie: 'session=ada' }), 'ada');
  });

  test('may be one an operator named, without cookie', async () => {
    await using open = await startGateway({ origins: 'https://a.example, https://maps.example.org' });
    assert.equal(await attempt(open, { origin: 'https://maps.example.org', cookie: 'session=ada' }), null);
    for (const origin of [
      'https://maps.example.org.evil.io',
      'https://evil-maps.example.org',
      'http://maps.example.org',
      'https://maps.example.org:444',
      'null',
    ]) {
      await assert.rejects(attempt(open, { origin }), /403/u, origin);
    }
  });

  for (const origin of [
    'http://evil.example',
    'http://127.0.0.1:1',
    'http://127.0.0.1.evil.example',
    'null',
    'garbage',
    '',
  ]) {
    test(`may not be ${origin || 'empty'}`, async () => {
      await assert.rejects(attempt(site, { origin }), /403/u);
    });
  }
});

describe('operations on a socket', () => {
  test('of all kinds are answered, each under its id', async () => {
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
    client.subscribe('q', '{ whoAmI }');
    client.subscribe('m', 'mutation { touch(id: "t1") { name } }');
    assert.deepEqual(await client.next('next', 'q'), { id: 'q', type: 'next', payload: { data: { whoAmI: 'ada' } } });
    await client.next('complete', 'q');
    assert.deepEqual((await client.next('next', 'm')).payload, { data: { touch: { name: 'Tracker 1' } } });
    client.subscribe('s', COUNT, { limit: 3 });
    for (const countTo of [1, 2, 3]) assert.deepEqual((await client.next('next', 's')).payload, { data: { countTo } });
    await client.next('complete', 's');
  });

  test('may use an id again once it is free, else the socket is closed with 4409', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', COUNT, { limit: 1 });
    await client.next('complete', '1');
    client.subscribe('1', WATCH);
    client.subscribe('1', WATCH);
    assert.equal((await client.closed).code, 4409);
  });

  test('that are refused say why and leave the others alone', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('w', WATCH);
    client.subscribe('bad', 'subscription { nothing }');
    client.subscribe('not', 'subscription { refused }');
    const code = async (id: string) =>
      ((await client.next('error', id)).payload as { extensions: { code: string } }[])[0]?.extensions.code;
    assert.equal(await code('bad'), 'QUERY_INVALID');
    assert.equal(await code('not'), 'FORBIDDEN');
    site.world.events.people.publish({ id: 'p1', name: 'New' } as never);
    assert.deepEqual((await client.next('next', 'w')).payload, { data: { personChanged: { name: 'New' } } });
    client.send({ type: 'subscribe', id: 'odd', payload: { query: 7 } });
    assert.equal(await code('odd'), 'QUERY_INVALID');
  });

  test('beyond the allowed number hear SUBSCRIPTION_LIMIT while the socket stays', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    for (const id of ['1', '2', '3', '4']) client.subscribe(id, WATCH);
    const { payload } = await client.next('error', '4');
    assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'SUBSCRIPTION_LIMIT');
    client.send({ type: 'complete', id: '1' });
    client.subscribe('5', COUNT, { limit: 1 });
    await client.next('complete', '5');
  });

  test('end upstream within a second of complete and of a lost connection, also while it is quiet', async () => {
    await eventually(() => site.world.events.people.listeners === 0);
    using client = await SocketClient.signedIn(site.socketUrl);
    client.subscribe('1', WATCH);
    await eventually(() => site.world.events.people.listeners === 1);
    client.send({ type: 'complete', id: '1' });
    await eventually(() => site.world.events.people.listeners === 0, 1_000);
    client.subscribe('2', WATCH);
    await eventually(() => site.world.events.people.listeners === 1);
    client.socket.terminate();
    await eventually(() => site.world.events.people.listeners === 0, 1_000);
  });

  test('do not outlive the token the socket was opened with', async () => {
    using client = await SocketClient.signedIn(site.socketUrl, 'Bearer short');
    client.subscribe('w', WATCH);
    const { payload } = await client.next('error', 'w');
    assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'TOKEN_EXPIRED');
    client.subscribe('q', '{ whoAmI }');
    const refused = await client.next('error', 'q');
    assert.equal((refused.payload as { extensions: { code: string } }[])[0]?.extensions.code, 'TOKEN_EXPIRED');
    await eventually(() => site.world.events.people.listeners === 0);
  });

  test('end with the socket when its token does, even where nothing is asked', { timeout: 10_000 }, async () => {
    await using brief = await startGateway({ pingMs: 50 });
    using client = await SocketClient.signedIn(brief.socketUrl, 'Bearer short');
    assert.deepEqual(await client.closed, { code: 4403, reason: 'TOKEN_EXPIRED' });
  });

  test('do not begin for a viewer whose rights shrank while the socket was opened', { timeout: 10_000 }, async () => {
    const asked = Promise.withResolvers<void>();
    const known = Promise.withResolvers<Viewer>();
    const authenticate = () => {
      asked.resolve();
      return known.promise;
    };
    let revoke: (test: (viewer: Viewer) => boolean) => void = () => {};
    const onRevoked = (listener: typeof revoke) => {
      revoke = listener;
      return () => {};
    };
    await using slow = await startGateway({}, () => ({ authenticate, onRevoked }));
    using client = new SocketClient(slow.socketUrl);
    await once(client.socket, 'open');
    client.send({ type: 'connection_init' });
    await asked.promise;
    revoke(({ actor }) => actor.id === 'eve');
    known.resolve(viewerOf('eve'));
    assert.deepEqual(await client.closed, { code: 4403, reason: 'UNAUTHENTICATED' });
  });

  test('of a viewer whose rights shrink hear it, then the socket is closed with 4403; others stay', async () => {
    using revoked = await SocketClient.signedIn(site.socketUrl, 'Bearer eve');
    using kept = await SocketClient.signedIn(site.socketUrl, 'Bearer ada');
    revoked.subscribe('w', WATCH);
    kept.subscribe('w', WATCH);
    await eventually(() => site.world.events.people.listeners === 1);
    site.revoke(({ actor }) => actor.id === 'eve');
    const { payload } = await revoked.next('error', 'w');
    assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'UNAUTHENTICATED');
    assert.deepEqual(await revoked.closed, { code: 4403, reason: 'UNAUTHENTICATED' });
    site.world.events.people.publish({ id: 'p1', name: 'After' } as never);
    assert.deepEqual((await kept.next('next', 'w')).payload, { data: { personChanged: { name: 'After' } } });
  });

  test('are admitted by the same rules as over HTTP', async () => {
    using client = await SocketClient.signedIn(site.socketUrl);
    const fields = Array.from({ length: 40 }, (_, n) => `a${n}: name`).join(' ');
    client.subscribe('s', `subscription { personChanged { ${fields} } }`);
    const { payload } = await client.next('error', 's');
    assert.equal((payload as { extensions: { code: string } }[])[0]?.extensions.code, 'QUERY_TOO_COMPLEX');
  });

  test('work with the client of graphql-ws', async () => {
    const client = createClient({
      url: site.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: 'Bearer ada' },
    });
    const counted: unknown[] = [];
    for await (const { data } of client.iterate({ query: COUNT, variables: { limit: 3 } })) counted.push(data);
    await client.dispose();
    assert.deepEqual(counted, [{ countTo: 1 }, { countTo: 2 }, { countTo: 3 }]);
  });
});

describe('a client that does not read', () => {
  test('is closed with 4413 once too much is waiting, and the others notice nothing', async () => {
    await using busy = await startGateway({ maxQueueBytes: 16_384 });
    using slow = await SocketClient.signedIn(busy.socketUrl);
    using quick = await SocketClient.signedIn(busy.socketUrl);
    const query = 'subscription { personChanged { name } }';
    slow.subscribe('w', query);
    quick.subscribe('w', query);
    await eventually(() => busy.world.events.people.listeners === 1);
    slow.socket.pause();
    const name = 'x'.repeat(100_000);
    for (let n = 0; n < 200; n++) {
      busy.world.events.people.publish({ id: 'p1', name } as never);
      await quick.next('next', 'w');
    }
    slow.socket.resume();
    assert.equal((await slow.closed).code, 4413);
    assert.equal(quick.socket.readyState, WebSocket.OPEN);
  });
});
