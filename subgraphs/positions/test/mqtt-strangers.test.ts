import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, before, test } from 'node:test';

import { startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

async function stranger(): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: site.positions.mqttPort() ?? 0 });
  socket.on('error', () => {}).resume();
  await once(socket, 'connect');
  return socket;
}

/** A CONNECT (MQTT 3.1.1, section 3.1) that announces so many bytes, without most of them. */
function beginning(bytes: number): Buffer {
  const length: number[] = [];
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 128)) length.push((rest % 128) | (rest >= 128 ? 0x80 : 0));
  return Buffer.from([0x10, ...length, 0, 4, ...Buffer.from('MQTT'), 4]);
}

test('who did not sign in may announce sixteen kibibytes and not a byte more', async () => {
  const [fits, tooLong] = [await stranger(), await stranger()];
  const ended = once(tooLong, 'close');
  fits.write(beginning(16_384));
  tooLong.write(beginning(16_385));
  await ended;
  assert.equal(fits.closed, false);
  fits.destroy();
});

test('who does not ask to sign in within ten seconds is cut off', async () => {
  const silent = await stranger();
  const begin = performance.now();
  await once(silent, 'close');
  const ms = performance.now() - begin;
  assert.ok(ms > 9_000 && ms < 20_000, `${ms} ms`);
});
