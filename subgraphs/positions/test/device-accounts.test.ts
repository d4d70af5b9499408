import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { PROTOCOLS } from '@trekker/protocols';

import { assertAccount, assertWell, complaints, totalOf } from './accounts.ts';
import { connectDevice, newImei, portOf, startListening } from './device.ts';
import { disturbedAll, expectedOfAll } from './device-expectations.ts';
import { deviceCalled, DIGITS, streamsOf } from './device-messages.ts';
import { inLanes, seed } from './disturbances.ts';
import type { TestPositions } from './positions.ts';

const LANES = 24;

let site: TestPositions;
const { lines, log } = complaints();
before(async () => void (site = await startListening({}, log)));
after(() => site[Symbol.asyncDispose]());

for (const protocol of PROTOCOLS) {
  const { name } = protocol;
  test(`accounts for every message of ${name} by TCP, and for every byte of none`, async (t) => {
    const identifier = newImei().slice(-(DIGITS[name] ?? 15));
    const whose = await deviceCalled(site, identifier);
    const connections = disturbedAll(streamsOf(name, identifier));
    await inLanes(connections, LANES, async (bytes) => {
      const device = await connectDevice(portOf(site, name));
      device.send(bytes);
      device.socket.end();
      await device.closed;
    });
    while (totalOf(site, 'device_connections', { protocol: name }) > 0) await sleep(5);
    const { messages, ...others } = expectedOfAll(protocol, 'tcp', connections);
    const account = await assertAccount(site, { ...whose, way: `${name}/tcp` }, messages);
    t.diagnostic(`TREKKER_TEST_SEED=${seed} ${connections.length}: ${messages} ${JSON.stringify(account)}`);
    const frames = totalOf(site, 'device_frames_total', { protocol: name, transport: 'tcp' });
    assert.deepEqual({ frames, dropped: totalOf(site, 'device_dropped_bytes_total', { protocol: name }) }, others);
    assert.equal(totalOf(site, 'device_ended_total', { protocol: name }), 0);
    assert.ok(account.accepted && account.duplicate && account.unattributed, JSON.stringify(account));
    await assertWell(site, lines);
  });
}
