import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { tileAt } from '@trekker/geo';

import { signIn, type Client } from './support/client.ts';
import { ROOMY, startInstallation, type Installation } from './support/installation.ts';
import { openSocket, type LiveSocket } from './support/live-socket.ts';
import { reportPositions } from './support/report.ts';

const PASSWORD = 'correct horse battery staple';
const WATCH = `subscription ($filter: PositionFilter, $after: String) {
  positionUpdates(filter: $filter, after: $after, minIntervalMs: 100) {
    cursor snapshot left positions { latitude tracker { name } } } }`;
const BERLIN = { latitude: 52.5, longitude: 13.4 };
const ROME = { latitude: 41.9, longitude: 12.5 };
const tileOf = (place: { latitude: number; longitude: number }) => ({ tiles: [tileAt(place, 8)] });

let site: Installation;
let admin: Client;
let door: string;

before(async () => {
  site = await startInstallation(ROOMY);
  const administrator = { signInName: 'ada', name: 'Ada', password: PASSWORD };
  const { tenancy } = site.stack.subgraphs.services;
  await tenancy.createTenant({ slug: 'acme', name: 'Acme', timeZone: 'Etc/UTC', administrator });
  admin = await signIn(site.origin, { tenant: 'acme', name: 'ada', password: PASSWORD });
  for (const name of ['north', 'south']) {
    await admin.change('addTracker', 'tracker { id }', { name, identifier: name });
  }
  const { token } = await admin.change('createIngestDoor', 'token', { name: 'Phones' });
  door = `${site.intake}/i/${token}`;
  await report('north', BERLIN);
  await report('south', ROME);
  assert.ok(await site.stack.subgraphs.caughtUp(20_000));
});
after(() => site[Symbol.asyncDispose]());

let seconds = 0;
/** Each later than the one before, and none later than now. */
async function report(tracker: string, place: { latitude: number; longitude: number }): Promise<void> {
  seconds += 1;
  const time = new Date(Date.now() - 3_600_000 + seconds * 1_000).toISOString();
  await reportPositions(door, [{ tracker, time, ...place }]);
}

async function upstreams(): Promise<number> {
  const text = await (await fetch(`${site.origin}/metrics`)).text();
  return Number(/^trekker_gateway_upstreams_active (\d+)$/m.exec(text)?.[1]);
}

const heard = ({ frames }: LiveSocket, id: string) =>
  frames
    .filter((frame) => frame.type === 'next' && frame.id === id)
    .map(({ payload }) => payload.data.positionUpdates as { cursor: string; positions: any[]; left: string[] });

test('viewers of different parts of the map come to share one stream, each hears of its part, and who leaves it', async () => {
  using socket = await openSocket(site.origin, admin.token);
  const filters = { berlin: tileOf(BERLIN), rome: tileOf(ROME), all: null };
  for (const [id, filter] of Object.entries(filters)) {
    socket.subscribe(id, WATCH, { filter });
    await socket.frame((frame) => frame.id === id);
  }
  for (let times = 0; times < 50 && (await upstreams()) > 1; times++) {
    await report('north', { ...BERLIN, latitude: BERLIN.latitude + times / 1e5 });
    await report('south', { ...ROME, latitude: ROME.latitude + times / 1e5 });
    await sleep(150);
  }
  assert.equal(await upstreams(), 1);
  await report('north', { ...ROME, latitude: 41.91 });
  await socket.frame(({ id, payload }) => id === 'rome' && JSON.stringify(payload).includes('north'));
  await socket.frame(({ id, payload }) => id === 'berlin' && payload.data.positionUpdates.left.length === 1);
  const namesIn = (id: string) =>
    new Set(heard(socket, id).flatMap(({ positions }) => positions.map((each) => each.tracker.name)));
  assert.deepEqual([namesIn('berlin'), namesIn('all')], [new Set(['north']), new Set(['north', 'south'])]);

  const cursor = heard(socket, 'rome').at(-1)?.cursor;
  socket.send('{"id":"rome","type":"complete"}');
  await report('south', { ...ROME, latitude: 41.95 });
  socket.subscribe('back', WATCH, { filter: filters.rome, after: cursor });
  await socket.frame(({ id, payload }) => id === 'back' && JSON.stringify(payload).includes('41.95'));
});
