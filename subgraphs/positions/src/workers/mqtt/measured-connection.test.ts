import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { MeasuredConnection } from './measured-connection.ts';

/** A connection whose near end is measured. */
async function pair(mostBytes: () => number) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const far = connect((server.address() as AddressInfo).port, '127.0.0.1');
  far.on('error', () => {});
  const [socket] = (await once(server, 'connection')) as [Socket];
  const near = new MeasuredConnection(socket, mostBytes);
  const failures: string[] = [];
  near.on('error', (failure) => failures.push(failure.message));
  const heard: Buffer[] = [];
  near.on('data', (chunk: Buffer) => heard.push(chunk));
  return {
    near,
    far,
    failures,
    heard: () => Buffer.concat(heard),
    async [Symbol.asyncDispose]() {
      near.destroy();
      far.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A packet of so many bytes behind its header. */
function packetOf(length: number): Buffer {
  const header = [0x30];
  for (let rest = length; ;) {
    const byte = rest % 128;
    rest = Math.floor(rest / 128);
    header.push(rest > 0 ? byte + 128 : byte);
    if (rest === 0) break;
  }
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 0xff)]);
}

test('lets packets through whose length is allowed, however they are cut', async () => {
  await using line = await pair(() => 20_000);
  const packets = Buffer.concat([0, 1, 127, 128, 16_383, 16_384, 20_000].map(packetOf));
  for (let at = 0; at < packets.length; at += at < 200 ? 1 : 4_099) {
    line.far.write(packets.subarray(at, at < 200 ? at + 1 : at + 4_099));
  }
  while (line.heard().length < packets.length) await sleep(5);
  assert.ok(line.heard().equals(packets));
  assert.deepEqual(line.failures, []);
});

for (const [what, bytes] of [
  ['one byte more than allowed', packetOf(101).subarray(0, 2)],
  ['a length of which more is to come that is too long already', Buffer.from([0x10, 0xff, 0xff])],
  ['a length of more than four bytes', Buffer.from([0x10, 0x80, 0x80, 0x80, 0x80, 0x01])],
  ['a second packet that is too long', Buffer.concat([packetOf(3), packetOf(101)])],
] as const) {
  test(`ends the connection that announces ${what}`, async () => {
    await using line = await pair(() => 100);
    const closed = once(line.far, 'close');
    line.far.resume().write(bytes);
    await closed;
    assert.deepEqual(line.failures, ['a packet is longer than allowed']);
  });
}

test('reads nothing while it is held, and goes on where it was', async () => {
  await using line = await pair(() => 1_000_000);
  line.near.hold(true);
  line.far.write(packetOf(10));
  await sleep(100);
  // What the system had read before is all that comes through.
  const before = line.heard().length;
  line.far.write(packetOf(500_000));
  await sleep(100);
  assert.equal(line.heard().length, before);
  line.near.hold(false);
  while (line.heard().length < packetOf(10).length + packetOf(500_000).length) await sleep(5);
});

test('reads no more from the peer than little while nobody takes it', async () => {
  await using line = await pair(() => 10_000_000);
  line.near.pause();
  line.far.write(packetOf(5_000_000));
  await sleep(200);
  assert.ok(line.near.readableLength < 100_000, `${line.near.readableLength} bytes wait`);
  line.near.resume();
  while (line.heard().length < packetOf(5_000_000).length) await sleep(5);
});

test('sends what was written before it was closed', async () => {
  await using line = await pair(() => 100);
  const heard: Buffer[] = [];
  line.far.on('data', (chunk: Buffer) => heard.push(chunk));
  line.near.cork();
  for (const byte of [0x20, 0x02, 0x00, 0x05]) line.near.write(Buffer.from([byte]));
  line.near.uncork();
  line.near.destroy();
  await once(line.far, 'close');
  assert.equal(Buffer.concat(heard).toString('hex'), '20020005');
});
