import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from './client.ts';
import type { Installation } from './installation.ts';

/** A device that a tenant claimed for a tracker, and one that has reported and is nobody's. */
export async function addDevices(
  installation: Installation,
  client: Client,
  { marker, trackerId }: { marker: string; trackerId: string },
): Promise<{ claimId: string; heardDevice: string }> {
  const [claimed, heardDevice] = [`device-${marker}`, `heard-${marker}`];
  for (const identifier of [claimed, heardDevice]) await reportOnce(installation, identifier);
  const { claim } = await client.change('claimDevice', 'claim { id }', { identifier: claimed, trackerId });
  await connectOnce(installation, client, { identifier: claimed, trackerId });
  return { claimId: claim.id, heardDevice };
}

/** Connects a claimed device until its tracker shows the connection. */
async function connectOnce(
  { stack }: Installation,
  client: Client,
  { identifier, trackerId }: { identifier: string; trackerId: string },
): Promise<void> {
  const { positions } = stack.subgraphs.services;
  const socket = connect(positions.devicePorts().find(({ protocol }) => protocol === 'nmea')?.port ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  const asked = `{ tracker(id: "${trackerId}") {
    connections(from: "2000-01-01T00:00:00Z", to: "2100-01-01T00:00:00Z") { nodes { id } } } }`;
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(200)) {
    // That it was nobody's a moment ago is believed for some time.
    socket.write(`#${identifier}\r\n`);
    const data = await client.run(asked);
    if (!data.tracker.connections.nodes.length) continue;
    socket.destroy();
    return;
  }
  assert.fail(`${identifier} was not connected`);
}

/** Connects a device that names itself, as those do that stream NMEA, until it is noted. */
async function reportOnce({ stack }: Installation, identifier: string): Promise<void> {
  const { positions } = stack.subgraphs.services;
  const socket = connect(positions.devicePorts().find(({ protocol }) => protocol === 'nmea')?.port ?? 0, '127.0.0.1');
  await once(socket, 'connect');
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(100)) {
    // Whose it was a moment ago is believed for some time.
    socket.write(`#${identifier}\r\n`);
    if ((await positions.devices.attempts()).some((one) => one.identifier === identifier)) {
      socket.destroy();
      return;
    }
  }
  assert.fail(`${identifier} was not noted`);
}
