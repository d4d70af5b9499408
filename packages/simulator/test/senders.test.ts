import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type RequestListener, createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import { decodeOwnTracks } from '@trekker/protocols';
import { batchSender, createSite, osmAndSender, ownTracksSender } from '@trekker/simulator';

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
  assert.equal(await osmAndSender(url)(FIX), 'accepted');
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
    assert.equal(await osmAndSender(url)(FIX), outcome);
  });
}

test('sends again what found no server, or lost its connection', async (t) => {
  const url = await door(t, (request) => request.socket.destroy());
  assert.equal(await osmAndSender(url)(FIX), 'retry');
  assert.equal(await osmAndSender('http://127.0.0.1:1/')(FIX), 'retry');
});

test('sends again what was not answered in time', async (t) => {
  const url = await door(t, () => {});
  assert.equal(await osmAndSender(url, { answerTimeoutMs: 50 })(FIX), 'retry');
});

test('gives up at once when told to stop', async (t) => {
  const url = await door(t, () => {});
  assert.equal(await osmAndSender(url)(FIX, AbortSignal.timeout(50)), 'retry');
});

test('uses its connections again', async (t) => {
  const ports = new Set<number | undefined>();
  const url = await door(t, (request, response) => {
    ports.add(request.socket.remotePort);
    response.end('x'.repeat(300_000));
  });
  const send = osmAndSender(url);
  for (let count = 0; count < 10; count++) await send(FIX);
  assert.ok(ports.size <= 2, `${ports.size} connections for 10 requests`);
});

const site = createSite(1);

test('posts JSON to the endpoint of OwnTracks, and a transition first where the phone sees that it crossed a border', async (t) => {
  const requests: { path: string; type: string; message: Record<string, unknown> }[] = [];
  const url = await door(t, (request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => {
      const decoded = decodeOwnTracks({ query: '', body });
      assert.ok(decoded.kind === 'fix' || decoded.kind === 'region');
      const path = request.url ?? '';
      const type = request.headers['content-type'] ?? '';
      requests.push({ path, type, message: JSON.parse(body) as Record<string, unknown> });
      response.end('[]');
    });
  });
  const send = ownTracksSender({ doorUrl: url, site, regions: ['main-gate'] });
  const gate = site.zones.find(({ id }) => id === 'main-gate')?.polygon.coordinates[0] ?? [];
  const [west, , east] = gate;
  assert.ok(west && east);
  const inside = { longitude: (west[0] + east[0]) / 2, latitude: (west[1] + east[1]) / 2 };
  const outside = { longitude: west[0] - 0.01, latitude: west[1] };
  for (const [index, place] of [outside, inside, inside, outside].entries()) {
    assert.equal(await send({ ...FIX, ...place, recordedAt: FIX.recordedAt + index * 1000 }), 'accepted');
  }
  assert.deepEqual(
    requests.map(({ message }) => [message._type, message.event, message.desc]),
    [
      ['location', undefined, undefined],
      ['transition', 'enter', 'Main gate'],
      ['location', undefined, undefined],
      ['location', undefined, undefined],
      ['transition', 'leave', 'Main gate'],
      ['location', undefined, undefined],
    ],
  );
  for (const { path, type } of requests) assert.deepEqual([path, type], ['/i/token/owntracks', 'application/json']);
});

test('repeats a transition that was not taken, before the fix that showed it', async (t) => {
  const kinds: unknown[] = [];
  const url = await door(t, (request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => {
      const { _type: kind } = JSON.parse(body) as { _type: string };
      kinds.push(kind);
      response.writeHead(kinds.filter((each) => each === 'transition').length === 1 ? 503 : 200).end('[]');
    });
  });
  const send = ownTracksSender({ doorUrl: url, site, regions: ['whole-site'] });
  await send(FIX);
  const { latitude, longitude } = site.center;
  assert.equal(await send({ ...FIX, latitude, longitude }), 'retry');
  assert.equal(await send({ ...FIX, latitude, longitude }), 'accepted');
  assert.deepEqual(kinds, ['location', 'transition', 'transition', 'location']);
});

test('posts several fixes at once', async (t) => {
  const requests: unknown[] = [];
  const url = await door(t, (request, response) => {
    request.setEncoding('utf8').on('data', (body: string) => {
      requests.push([request.url, (JSON.parse(body) as { positions: unknown[] }).positions.length]);
      response.end('{}');
    });
  });
  assert.equal(await batchSender(url)([FIX, FIX, FIX]), 'accepted');
  assert.deepEqual(requests, [['/i/token/v1/positions', 3]]);
});
