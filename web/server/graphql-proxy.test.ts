import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { suite, test, type TestContext } from 'node:test';
import { createGraphqlProxy } from './graphql-proxy.ts';

const CALLER = {
  origin: { origin: 'http://demo.localhost:3000', hostname: 'demo.localhost', encrypted: false },
  address: '10.0.0.7',
};

suite('the GraphQL proxy over HTTP', () => {
  test('passes method, query, body, cookie and answer through', async (t) => {
    const { port } = await setUp(t, (incoming, response) => {
      const { method, url, headers } = incoming;
      response.writeHead(202, { 'content-type': 'application/json', 'x-kept': 'yes' });
      void textOf(incoming).then((body) => response.end(JSON.stringify({ method, url, body, cookie: headers.cookie })));
    });
    const headers = { cookie: '__Host-trekker=abc', 'content-type': 'application/json' };
    const answer = await ask(port, { method: 'POST', path: '/graphql?a=1', headers, body: '{"query":"{a}"}' });
    assert.equal(answer.statusCode, 202);
    assert.equal(answer.headers['x-kept'], 'yes');
    assert.deepEqual(JSON.parse(await textOf(answer)), {
      method: 'POST',
      url: '/api/graphql?a=1',
      body: '{"query":"{a}"}',
      cookie: '__Host-trekker=abc',
    });
  });

  test('finds GraphiQL and its parts beside the endpoint', async (t) => {
    const { port } = await setUp(t, (incoming, response) => response.end(incoming.url));
    assert.equal(await textOf(await ask(port, { path: '/graphiql/start.js?v=1' })), '/api/graphiql/start.js?v=1');
  });

  test('says who asks itself, and drops what the browser claims about that', async (t) => {
    const { port } = await setUp(t, (incoming, response) => response.end(JSON.stringify(incoming.headers)));
    const claims = {
      'x-forwarded-for': '1.2.3.4',
      'x-forwarded-proto': 'https',
      forwarded: 'for=1.2.3.4',
      'x-hop': 'x',
    };
    const answer = await ask(port, { headers: { ...claims, connection: 'keep-alive, x-hop' } });
    const seen: Record<string, string> = JSON.parse(await textOf(answer));
    assert.equal(seen['x-forwarded-for'], '10.0.0.7');
    assert.equal(seen['x-forwarded-proto'], 'http');
    assert.equal(seen['x-forwarded-host'], 'demo.localhost:3000');
    assert.equal(seen['forwarded'], undefined);
    assert.equal(seen['x-hop'], undefined);
  });

  test('hands on each piece of a stream as it comes', async (t) => {
    let send: (text: string) => void = () => {};
    const { port } = await setUp(t, (_incoming, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      send = (text) => response.write(text);
    });
    const answer = await ask(port, {});
    for (const event of ['data: one\n\n', 'data: two\n\n']) {
      send(event);
      const [chunk] = await once(answer, 'data');
      assert.equal(String(chunk), event);
    }
    answer.destroy();
  });

  test('tells the gateway when the browser goes away', async (t) => {
    const gone = Promise.withResolvers<void>();
    const { port } = await setUp(t, (incoming, response) => {
      incoming.once('close', () => gone.resolve());
      response.flushHeaders();
    });
    (await ask(port, {})).destroy();
    await gone.promise;
  });

  test('answers UNAVAILABLE when nobody listens there', async (t) => {
    const { port, gateway } = await setUp(t, (_incoming, response) => response.end());
    gateway.closeAllConnections();
    await new Promise((resolve) => gateway.close(resolve));
    const answer = await ask(port, {});
    assert.equal(answer.statusCode, 502);
    assert.equal(JSON.parse(await textOf(answer)).errors[0].extensions.code, 'UNAVAILABLE');
  });
});

suite('the GraphQL proxy over WebSocket', () => {
  test('joins the two ends in both directions and keeps the cookie to itself', async (t) => {
    const { port, upgrades } = await setUp(t);
    const browser = await openSocket(t, port);
    const { headers, socket } = await upgrades.promise;
    assert.equal(headers.cookie, undefined);
    assert.equal(headers['sec-websocket-protocol'], 'graphql-transport-ws');
    assert.equal(headers['x-forwarded-for'], '10.0.0.7');
    assert.match(await nextText(browser), /^HTTP\/1\.1 101 .*sec-websocket-accept: ok\r\n/is);
    browser.write('to the gateway');
    assert.equal(await nextText(socket), 'to the gateway');
    socket.write('to the browser');
    assert.equal(await nextText(browser), 'to the browser');
  });

  test('closes one end with the other', async (t) => {
    const { port, upgrades } = await setUp(t);
    const browser = await openSocket(t, port);
    const { socket } = await upgrades.promise;
    browser.destroy();
    await once(socket.resume(), 'end');
  });

  test('passes a refusal on', async (t) => {
    const { port } = await setUp(t, (_incoming, response) => response.writeHead(401).end());
    assert.match(await nextText(await openSocket(t, port)), /^HTTP\/1\.1 401 /);
  });

  test('ends every stream when it stops', async (t) => {
    const { port, proxy, upgrades } = await setUp(t);
    const browser = await openSocket(t, port);
    await upgrades.promise;
    const closed = once(browser, 'close');
    proxy.stop();
    await closed;
  });
});

interface Upgrade {
  readonly headers: IncomingMessage['headers'];
  readonly socket: Socket;
}

async function setUp(t: TestContext, onRequest?: RequestListener) {
  const upgrades = Promise.withResolvers<Upgrade>();
  const gateway = createServer(onRequest);
  if (!onRequest) {
    gateway.on('upgrade', ({ headers }, socket) => {
      socket.on('error', () => socket.destroy());
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ok\r\n\r\n',
      );
      upgrades.resolve({ headers, socket: socket as Socket });
    });
  }
  const gatewayPort = await listen(gateway);
  const proxy = createGraphqlProxy({ gatewayUrl: () => `http://127.0.0.1:${gatewayPort}/api/graphql` });
  const front = createServer((incoming, response) => proxy.handle(incoming, response, CALLER));
  front.on('upgrade', (incoming, socket, head) => proxy.upgrade(incoming, { socket, head }, CALLER));
  const port = await listen(front);
  t.after(() => {
    proxy.stop();
    for (const server of [front, gateway]) {
      server.closeAllConnections();
      server.close();
    }
  });
  return { port, proxy, gateway, upgrades };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function ask(
  port: number,
  options: { method?: string; path?: string; headers?: Record<string, string>; body?: string },
): Promise<IncomingMessage> {
  const { body, ...rest } = options;
  const outgoing = request({ host: '127.0.0.1', port, path: '/graphql', ...rest, agent: false });
  outgoing.end(body);
  const [answer] = await once(outgoing, 'response');
  return answer;
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function openSocket(t: TestContext, port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  const lines = [
    'GET /graphql HTTP/1.1',
    'Host: demo.localhost:3000',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Cookie: __Host-trekker=abc',
    'Sec-WebSocket-Protocol: graphql-transport-ws',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return socket;
}

async function nextText(socket: Socket): Promise<string> {
  const [chunk] = await once(socket, 'data');
  return String(chunk);
}
