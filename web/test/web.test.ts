import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { writeArchive } from '../server/basemap/testing/write-archive.ts';
import { createWeb, webOptions, type WebConfig, type WebService } from '../server/index.ts';
import { createGatewayStandIn, PASSWORD } from './gateway-stand-in.ts';

const SILENT = { info: () => {}, error: () => {} };
const TILE = Buffer.from('stands for a tile');

suite('the web app', () => {
  const gateway = createGatewayStandIn();
  let web: WebService;
  let own: { host: string; origin: string };
  const failures: Record<string, unknown>[] = [];
  const log = { info: () => {}, error: (bindings: Record<string, unknown>) => void failures.push(bindings) };
  const deps = () => ({ log, gatewayUrl: gateway.url, devicePort: () => 5055 });

  before(async () => {
    await gateway.start();
    web = createWeb({ ...defaults(), port: 0 }, deps());
    await web.start();
    own = hostOf(web, 'demo.localhost');
  });
  after(async () => {
    await web.stop();
    await gateway.stop();
  });

  const ask = (path: string, options: AskOptions = {}) => askWeb(web, path, { host: own.host, ...options });

  test('is ready once it listens', async () => {
    assert.equal(await web.ready(), null);
    assert.match(web.address(), /^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('sends somebody without a session from every page to the sign-in', async () => {
    for (const path of ['/', '/map', '/headcount', '/people', '/trackers']) {
      const { status, location, body } = await ask(path);
      assert.ok(location === '/sign-in' || body.includes('/sign-in'), `${path}: ${status}`);
    }
  });

  test('takes the tenant from the host or the path and asks for it otherwise', async () => {
    assert.match((await ask('/sign-in')).body, /Sign in to demo/);
    const bare = hostOf(web, 'localhost').host;
    assert.match((await ask('/t/north-sea', { host: bare })).body, /Sign in to north-sea/);
    assert.match((await ask('/sign-in', { host: bare })).body, /name="tenant"/);
    assert.equal((await ask('/t/Not_A_Slug', { host: bare })).status, 404);
  });

  test('opens a session in a cookie that no script can read', async () => {
    const { status, cookies, body } = await ask('/api/session', signInAs(own, PASSWORD));
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(body), { signedIn: true });
    const [cookie = ''] = cookies;
    assert.match(cookie, /^__Host-trekker=secret-session; Path=\/; Expires=[^;]+; Secure; HttpOnly; SameSite=lax$/);
  });

  test('uses a plain cookie where browsers refuse secure ones', async () => {
    const remote = { host: '192.168.1.20:3000', origin: 'http://192.168.1.20:3000' };
    const { cookies } = await askWeb(web, '/api/session', { host: remote.host, ...signInAs(remote, PASSWORD) });
    assert.match(cookies[0] ?? '', /^trekker=secret-session; Path=\/; Expires=[^;]+; HttpOnly; SameSite=lax$/);
  });

  test('tells the gateway where who signs in sits, and believes a header about that from a trusted proxy only', async () => {
    const claim = { ...signInAs(own, PASSWORD), headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.9' } };
    await ask('/api/session', claim);
    assert.equal(gateway.lastAddress(), '127.0.0.1');
    const behindProxy = createWeb({ ...defaults(), port: 0, trustProxy: true }, deps());
    await behindProxy.start();
    try {
      const { host, origin } = hostOf(behindProxy, 'demo.localhost');
      await askWeb(behindProxy, '/api/session', { ...claim, host, origin });
      assert.equal(gateway.lastAddress(), '198.51.100.9');
    } finally {
      await behindProxy.stop();
    }
  });

  test('lets the files of a device be read and nothing else', async () => {
    assert.equal((await ask('/service-worker.js')).status, 200);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      assert.equal((await ask('/service-worker.js', { method, origin: own.origin })).status, 405, method);
    }
    const { status, body } = await ask('/service-worker.js', { method: 'HEAD' });
    assert.deepEqual([status, body], [200, '']);
  });

  test('refuses a wrong password without a cookie', async () => {
    const { status, body, cookies } = await ask('/api/session', signInAs(own, 'wrong'));
    assert.deepEqual([status, JSON.parse(body), cookies], [401, { code: 'SIGN_IN_REFUSED' }, []]);
  });

  test('says so where somebody tried too often', async () => {
    gateway.answerNext({ data: { signIn: { session: null, userErrors: [{ code: 'SIGN_IN_THROTTLED' }] } } });
    const { status, body } = await ask('/api/session', signInAs(own, 'wrong'));
    assert.deepEqual([status, JSON.parse(body)], [429, { code: 'RATE_LIMITED' }]);
  });

  test('refuses to change sessions for pages of other origins, and bodies that are no credentials', async () => {
    for (const origin of [undefined, 'http://evil.example', `${own.origin}0`, 'null']) {
      const answer = await ask('/api/session', { ...signInAs(own, PASSWORD), origin });
      assert.deepEqual([answer.status, answer.cookies], [403, []], String(origin));
      assert.equal((await ask('/api/session', { method: 'DELETE', origin })).status, 403);
    }
    for (const body of [
      '',
      '[]',
      '{"tenant":"demo","name":"admin"}',
      `{"tenant":"demo","name":"admin","password":7}`,
    ]) {
      assert.equal((await ask('/api/session', { method: 'POST', origin: own.origin, body })).status, 400, body);
    }
  });

  test('shows the pages to who is signed in', async () => {
    const { status, body, headers } = await ask('/map', { cookie: '__Host-trekker=secret-session' });
    assert.equal(status, 200);
    assert.match(body, /Demo Harbour/);
    assert.ok(!body.includes('secret-session'), 'the session must not reach scripts');
    assert.match(String(headers['content-security-policy']), /script-src 'self' 'nonce-/);
  });

  test('makes pages on the server that use what only browsers have', async () => {
    const { status } = await ask('/check-in', { cookie: '__Host-trekker=secret-session' });
    assert.equal(status, 200);
    assert.deepEqual(failures, []);
  });

  test('logs what a page throws on the server, with its path', async () => {
    gateway.answerNext({ data: { viewer: { tenant: null } } });
    const { status } = await ask('/events', { cookie: '__Host-trekker=secret-session' });
    assert.equal(status, 500);
    const [failure] = failures.splice(0);
    assert.equal(failure?.path, '/events');
    assert.ok(failure?.err instanceof Error);
  });

  test('says that the API does not answer instead of sending people away', async () => {
    gateway.failNext();
    const { status, body } = await ask('/map', { cookie: '__Host-trekker=secret-session' });
    assert.equal(status, 200);
    assert.match(body, /Trekker does not answer/);
  });

  test('gives a token for the socket to the owner of a session who sends the guarding header', async () => {
    const guarded = { 'x-trekker-csrf': '1' };
    const { status, body } = await ask('/api/token', { cookie: '__Host-trekker=secret-session', headers: guarded });
    assert.equal(status, 200);
    const { token, expiresAt, serverTime } = JSON.parse(body);
    assert.deepEqual([token, expiresAt], ['access', '2026-11-20T09:05:00.000Z']);
    assert.ok(Math.abs(serverTime - Date.now()) < 5_000);
    assert.equal((await ask('/api/token', { cookie: '__Host-trekker=secret-session' })).status, 403);
    assert.equal((await ask('/api/token', { headers: guarded })).status, 401);
    assert.equal((await ask('/api/token', { cookie: 'trekker=ended', headers: guarded })).status, 401);
  });

  test('ends the session and takes both cookies away', async () => {
    const options = { method: 'DELETE', origin: own.origin, cookie: '__Host-trekker=secret-session' };
    const { status, cookies } = await ask('/api/session', options);
    assert.equal(status, 204);
    assert.ok(gateway.asked().includes('SignOut'));
    assert.deepEqual(cookies.map((cookie) => cookie.split('=')[0]).toSorted(), ['__Host-trekker', 'trekker']);
    for (const cookie of cookies) assert.match(cookie, /Max-Age=0/);
  });

  test('passes GraphQL on with the cookie, but not for pages of other origins', async () => {
    const options = {
      method: 'POST',
      body: '{"query":"query Echo { echo }"}',
      cookie: '__Host-trekker=secret-session',
    };
    const { body } = await ask('/graphql', { ...options, origin: own.origin });
    assert.equal(JSON.parse(body).data.cookie, '__Host-trekker=secret-session');
    assert.equal((await ask('/graphql', { ...options, origin: 'http://evil.example' })).status, 403);
  });

  test('lets nobody reach GraphQL by way of GraphiQL', async () => {
    const before = gateway.asked().length;
    const options = { body: '{"query":"query Echo { echo }"}', origin: 'http://evil.example' };
    const ways = [
      'GET /graphiql/../graphql',
      'GET /graphiql/%2e%2e/graphql',
      'POST /graphiql/../graphql',
      'POST /graphiql',
    ];
    for (const way of ways) {
      const [method = '', path = ''] = way.split(' ');
      const { status } = await ask(path, { ...options, method, cookie: '__Host-trekker=secret-session' });
      assert.notEqual(status, 200, way);
    }
    assert.equal(gateway.asked().length, before);
  });

  test('refuses sockets of pages of other origins', async () => {
    assert.match(await upgrade(web, { host: own.host, origin: own.origin }), /^HTTP\/1\.1 101 /);
    assert.match(await upgrade(web, { host: own.host, origin: 'http://evil.example' }), /^HTTP\/1\.1 403 /);
    assert.match(await upgrade(web, { host: own.host }), /^HTTP\/1\.1 403 /);
  });

  test('leaves nothing behind when it stops, not even a listener that swallows failures', async () => {
    const listenersBefore = process.listenerCount('uncaughtException');
    const other = createWeb({ ...defaults(), port: 0 }, deps());
    await other.start();
    assert.equal(process.listenerCount('uncaughtException'), listenersBefore);
    const { port } = new URL(other.address());
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    await other.stop();
    await other.stop();
    await assert.rejects(once(connect(Number(port), '127.0.0.1'), 'connect'), /ECONNREFUSED/);
    assert.notEqual(await other.ready(), null);
    socket.destroy();
  });
});

test('the file of the operator is the basemap of who is signed in, and of nobody else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'basemap-'));
  const gateway = createGatewayStandIn();
  await gateway.start();
  const deps = { log: SILENT, gatewayUrl: gateway.url, devicePort: () => 5055, dataDir: folder };
  const web = createWeb({ ...defaults(), port: 0 }, deps);
  try {
    await writeFile(join(folder, 'basemap.pmtiles'), writeArchive({ tiles: [{ z: 0, x: 0, y: 0, bytes: TILE }] }));
    await web.start();
    const { host } = hostOf(web, 'demo.localhost');
    const cookie = '__Host-trekker=secret-session';
    assert.match((await askWeb(web, '/map', { host, cookie })).body, /\/basemap\/style\/\{theme\}\.json/);
    const style = await askWeb(web, '/basemap/style/dark.json', { host, cookie });
    assert.match(style.body, new RegExp(`"http://${host}/basemap/tiles/\\{z\\}/\\{x\\}/\\{y\\}`));
    assert.equal((await askWeb(web, '/basemap/tiles/0/0/0', { host, cookie })).body, TILE.toString());
    for (const other of ['', '__Host-trekker=ended']) {
      assert.equal((await askWeb(web, '/basemap/tiles/0/0/0', { host, cookie: other })).status, 401);
    }
  } finally {
    await web.stop();
    await gateway.stop();
    await rm(folder, { recursive: true });
  }
});

test('being told to stop ends a start that is under way', async () => {
  const web = createWeb({ ...defaults(), port: 0 }, { log: SILENT, gatewayUrl: () => '', devicePort: () => 1 });
  const starting = web.start();
  await web.stop();
  await assert.rejects(starting, { name: 'AbortError' });
});

function defaults(): WebConfig {
  const entries = Object.entries(webOptions).map(([name, option]) => [name, option.default]);
  return Object.fromEntries(entries) as WebConfig;
}

function hostOf(web: WebService, name: string): { host: string; origin: string } {
  const host = `${name}:${new URL(web.address()).port}`;
  return { host, origin: `http://${host}` };
}

function signInAs({ origin }: { origin: string }, password: string): AskOptions {
  return { method: 'POST', origin, body: JSON.stringify({ tenant: 'demo', name: 'admin', password }) };
}

interface AskOptions {
  readonly method?: string;
  readonly host?: string;
  readonly origin?: string | undefined;
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function askWeb(web: WebService, path: string, options: AskOptions) {
  const { method = 'GET', host = '', origin, cookie, headers, body } = options;
  // The path goes out as it is written, with its dots.
  const outgoing = request(web.address(), {
    path,
    method,
    agent: false,
    headers: { host, ...(origin && { origin }), ...(cookie && { cookie }), ...headers },
  });
  outgoing.end(body);
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk);
  return {
    status: answer.statusCode,
    location: answer.headers.location,
    headers: answer.headers,
    cookies: answer.headers['set-cookie'] ?? [],
    body: Buffer.concat(chunks).toString(),
  };
}

async function upgrade(web: WebService, { host, origin }: { host: string; origin?: string }): Promise<string> {
  const { port } = new URL(web.address());
  const socket = connect(Number(port), '127.0.0.1');
  const lines = ['GET /graphql HTTP/1.1', `Host: ${host}`, 'Connection: Upgrade', 'Upgrade: websocket'];
  if (origin) lines.push(`Origin: ${origin}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [chunk] = await once(socket, 'data');
  socket.destroy();
  return String(chunk);
}
