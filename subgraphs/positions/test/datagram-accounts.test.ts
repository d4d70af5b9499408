import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { PROTOCOLS } from '@trekker/protocols';

import { accountOf, assertAccount, assertWell, complaints, sumOf, totalOf } from './accounts.ts';
import { newImei, portOf, startListening } from './device.ts';
import { disturbedAll, expectedOfAll } from './device-expectations.ts';
import { datagramsOf, deviceCalled, DIGITS } from './device-messages.ts';
import { full, seed } from './disturbances.ts';
import type { TestPositions } from './positions.ts';

/** So many are under way at once, from as many devices: what the network drops is dropped before it is counted. */
const SENDERS = 40;
const MOST = full ? Infinity : 200;

let site: TestPositions;
const { lines, log } = complaints();
before(async () => void (site = await startListening({}, log)));
after(() => site[Symbol.asyncDispose]());

for (const protocol of PROTOCOLS.filter(({ transports }) => transports.includes('udp'))) {
  const { name } = protocol;
  test(`accounts for every message of ${name} by UDP`, async (t) => {
    const identifier = newImei().slice(-(DIGITS[name] ?? 15));
    const whose = await deviceCalled(site, identifier);
    const all = disturbedAll(datagramsOf(name, identifier));
    const step = Math.ceil(all.length / MOST);
    const datagrams = [...all.slice(0, 2), ...all.filter((_, at) => at % step === 0)];
    const way = `${name}/udp`;
    await using senders = await openSenders();
    let expected = { messages: 0, frames: 0 };
    const isCounted = () =>
      sumOf(accountOf(site, way)) >= expected.messages &&
      totalOf(site, 'device_frames_total', { protocol: name, transport: 'udp' }) >= expected.frames;
    for (let from = 0; from < datagrams.length; from += SENDERS) {
      const some = datagrams.slice(from, from + SENDERS);
      const { messages, frames } = expectedOfAll(protocol, 'udp', some);
      expected = { messages: expected.messages + messages, frames: expected.frames + frames };
      await senders.send(some, portOf(site, name));
      for (let tries = 0; !isCounted() && tries < 1_000; tries += 1) await sleep(5);
    }
    const account = await assertAccount(site, { ...whose, way }, expected.messages);
    t.diagnostic(`TREKKER_TEST_SEED=${seed} ${datagrams.length}: ${expected.messages} ${JSON.stringify(account)}`);
    assert.equal(totalOf(site, 'device_frames_total', { protocol: name, transport: 'udp' }), expected.frames);
    assert.equal(totalOf(site, 'device_dropped_datagrams_total'), 0);
    assert.ok(account.accepted && account.duplicate, JSON.stringify(account));
    await assertWell(site, lines);
  });
}

/** Sockets that each send one of some datagrams. */
async function openSenders() {
  const sockets = Array.from({ length: SENDERS }, () => createSocket('udp4').bind(0, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'listening')));
  return {
    async send(datagrams: readonly Uint8Array[], port: number) {
      for (const [at, bytes] of datagrams.entries())
        await new Promise<void>((resolve) => {
          sockets[at]?.send(bytes, port, '127.0.0.1', () => resolve());
        });
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.close();
    },
  };
}
