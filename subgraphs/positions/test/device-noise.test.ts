import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { test } from 'node:test';

import { createLogger } from '@trekker/kit';

import { connectDevice, location, LOGIN_ANSWER, login, ownDevice, portOf, startListening } from './device.ts';

/** Bytes that look random and are the same each time (mulberry32). */
function noise(seed: number, length: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    return (mixed ^ (mixed >>> 14)) & 0xff;
  });
}

test('survives any bytes on any port, by TCP and UDP, and complains of nothing', { timeout: 60_000 }, async () => {
  const lines: string[] = [];
  const log = createLogger('warn', { write: (line: string) => void lines.push(line) });
  await using site = await startListening({}, log);
  const tenant = await site.tenant();
  const { identifier } = await ownDevice(site, tenant);
  const sender = createSocket('udp4');
  const start = Buffer.concat([login(identifier), location(1)]);
  for (const { port } of site.positions.devicePorts()) {
    for (let seed = 0; seed < 10; seed += 1) {
      const device = await connectDevice(port);
      device.send(noise(seed, 3_000), start.subarray(0, seed * 5), noise(seed + 100, 200));
      device.socket.end();
      await device.closed;
      sender.send(noise(seed, 500), port, '127.0.0.1');
    }
  }
  sender.send(new Uint8Array(0), portOf(site, 'teltonika'), '127.0.0.1');
  sender.close();
  await once(sender, 'close');
  await using device = await connectDevice(portOf(site, 'gt06'));
  device.send(login(identifier));
  assert.equal(await device.heard(10), LOGIN_ANSWER);
  assert.deepEqual(lines, []);
});
