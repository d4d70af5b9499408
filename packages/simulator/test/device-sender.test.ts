import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DecodedFix, NEW_SESSION, PROTOCOLS } from '@trekker/protocols';
import { DEVICE_TALKS, deviceName, deviceSender } from '@trekker/simulator';

const MINUTE = Date.UTC(2026, 10, 20, 12);
const FIX = { identifier: 'unit-201', recordedAt: MINUTE, latitude: -43.2, longitude: -20.4, attributes: {} };
const LATER = { ...FIX, recordedAt: MINUTE + 60_000, latitude: -43.3 };
const LAST = { ...FIX, recordedAt: MINUTE + 120_000 };

/** A listener that reads a protocol and answers as the product does, where it is to. */
async function listener(t: TestContext, name: string, answers: (frame: number) => boolean = () => true) {
  const protocol = PROTOCOLS.find((one) => one.name === name) ?? assert.fail(name);
  const fixes: DecodedFix['fix'][] = [];
  const sockets: Socket[] = [];
  let frames = 0;
  const server = createServer((socket) => {
    sockets.push(socket);
    const splitter = protocol.splitter();
    let session = NEW_SESSION;
    socket
      .on('error', () => {})
      .on('data', (bytes) => {
        for (const frame of splitter.push(bytes)) {
          const circumstances = { transport: 'tcp', receivedAt: MINUTE, utcOffsetSeconds: 0, speedUnit: null } as const;
          const decoded = protocol.decodeFrame(frame, session, circumstances);
          session = decoded.session;
          fixes.push(...decoded.messages.flatMap((message) => (message.kind === 'fix' ? [message.fix] : [])));
          if (answers(frames++) && decoded.answer) socket.write(decoded.answer);
        }
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  return { at: { protocol: name, host: '127.0.0.1', port: address.port }, fixes, sockets };
}

test('every protocol that is listened to can be spoken', () => {
  assert.deepEqual(Object.keys(DEVICE_TALKS).toSorted(), PROTOCOLS.map(({ name }) => name).toSorted());
});

for (const [protocol, talk] of Object.entries(DEVICE_TALKS)) {
  test(`sends fixes as a device of ${protocol} does, over one connection`, async (t) => {
    const stop = new AbortController();
    t.after(() => stop.abort());
    const { at, fixes, sockets } = await listener(t, protocol);
    const send = deviceSender(at);
    // What NMEA says of an instant ends with the next one.
    for (const fix of [FIX, LATER, LAST]) assert.equal(await send(fix, stop.signal), 'accepted');
    for (let tries = 0; fixes.length < 2 && tries < 200; tries += 1) await sleep(5);
    assert.equal(sockets.length, 1);
    for (const [index, sent] of [FIX, LATER].entries()) {
      const { identifier, latitude, longitude, recordedAt } = fixes[index] ?? assert.fail();
      assert.deepEqual([identifier, recordedAt], [deviceName(FIX.identifier, talk), sent.recordedAt]);
      assert.ok(Math.abs((latitude ?? 0) - sent.latitude) < 1e-4 && Math.abs((longitude ?? 0) - sent.longitude) < 1e-4);
    }
  });
}

test('sends again what was not answered, over a new connection', async (t) => {
  // The login is answered and the packet is not, once.
  const { at, fixes, sockets } = await listener(t, 'teltonika', (frame) => frame !== 1);
  const send = deviceSender(at, { answerTimeoutMs: 100 });
  const stop = new AbortController();
  t.after(() => stop.abort());
  assert.equal(await send(FIX, stop.signal), 'retry');
  assert.equal(await send(FIX, stop.signal), 'accepted');
  assert.deepEqual([fixes.length, sockets.length], [2, 2]);
});

test('connects anew where the server hung up, and tries again where nobody listens', async (t) => {
  const { at, sockets } = await listener(t, 'teltonika');
  const stop = new AbortController();
  t.after(() => stop.abort());
  const send = deviceSender(at);
  assert.equal(await send(FIX, stop.signal), 'accepted');
  sockets[0]?.destroy();
  for (let tries = 0; (await send(LATER, stop.signal)) !== 'accepted'; tries += 1) assert.ok(tries < 5);
  assert.equal(sockets.length, 2);
  assert.equal(await deviceSender({ ...at, port: 1 })(FIX), 'retry');
});

test('ends its connection when told to stop', async (t) => {
  const { at, sockets } = await listener(t, 'teltonika');
  const stop = new AbortController();
  const send = deviceSender(at);
  assert.equal(await send(FIX, stop.signal), 'accepted');
  const ended = once(sockets[0] ?? assert.fail(), 'close');
  stop.abort();
  await ended;
  assert.equal(await send(LATER, stop.signal), 'retry');
  assert.equal(sockets.length, 1);
});

test('knows no device of another protocol', () => {
  assert.throws(() => deviceSender({ protocol: 'osmand', host: '127.0.0.1', port: 1 }), /no device speaks osmand/);
});
