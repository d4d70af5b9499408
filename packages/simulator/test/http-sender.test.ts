import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { httpSender } from '@trekker/simulator';

const FIX = { identifier: 'phone-1', recordedAt: 1_700_000_000_000, latitude: -43.2, longitude: -20.4, attributes: {} };

async function door(t: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return `http://127.0.0.1:${address.port}/i/token/`;
}

test('posts a form to the door, as Traccar Client does', async (t) => {
  const requests: unknown[] = [];
  const url = await door(t, (request, response) => {
    request.setEncoding('utf8').on('data', (body) => {
      requests.push([request.method, request.url, request.headers['content-type'], body]);
      response.end();
    });
  });
  assert.equal(await httpSender(url)(FIX), 'accepted');
  assert.deepEqual(requests, [
    ['POST', '/i/token/', 'application/x-www-form-urlencoded', 'id=phone-1&lat=-43.2&lon=-20.4&timestamp=1700000000'],
  ]);
});

for (const [status, outcome] of [
  [200, 'accepted'],
  [204, 'accepted'],
  [302, 'retry'],
  [400, 'retry'],
  [404, 'retry'],
  [429, 'retry'],
  [503, 'retry'],
] as const) {
  test(`takes ${status} for ${outcome}`, async (t) => {
    const url = await door(t, (request, response) => {
      response.writeHead(request.url === '/elsewhere' ? 200 : status, { location: '/elsewhere' }).end();
    });
    assert.equal(await httpSender(url)(FIX), outcome);
  });
}

test('sends again what found no server, or lost its connection', async (t) => {
  const url = await door(t, (request) => request.socket.destroy());
  assert.equal(await httpSender(url)(FIX), 'retry');
  assert.equal(await httpSender('http://127.0.0.1:1/')(FIX), 'retry');
});

test('sends again what was not answered in time', async (t) => {
  const url = await door(t, () => {});
  assert.equal(await httpSender(url, { answerTimeoutMs: 50 })(FIX), 'retry');
});

test('gives up at once when told to stop', async (t) => {
  const url = await door(t, () => {});
  assert.equal(await httpSender(url)(FIX, AbortSignal.timeout(50)), 'retry');
});

test('uses its connections again', async (t) => {
  const ports = new Set<number | undefined>();
  const url = await door(t, (request, response) => {
    ports.add(request.socket.remotePort);
    response.end('x'.repeat(300_000));
  });
  const send = httpSender(url);
  for (let count = 0; count < 10; count++) await send(FIX);
  assert.ok(ports.size <= 2, `${ports.size} connections for 10 requests`);
});
