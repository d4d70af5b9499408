import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-02T08:00:00.000Z');
const MINUTE = 60_000;
const instant = (minute: number) => new Date(T + minute * MINUTE).toISOString();

/** Somebody seen inside once, and what is believed of it after long silence and an end of the geofence at minute 30. */
async function endedBy(rules: object): Promise<readonly unknown[]> {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20), rules: { ...PLAIN, ...rules } });
  await site.send(viewer.tenantId, [at(uuidv7(), T, { latitude: 10.005, longitude: 20.005 })]);
  await site.caughtUp();
  for (let tries = 0; tries < 100 && (await visitOf(viewer)).endReason === null; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  const { endReason: before } = await visitOf(viewer);
  const archive = { geofenceId, validFrom: instant(30), reason: 'it was closed at half past eight' };
  await site.change(viewer, 'archiveGeofence', 'geofence { id }', archive);
  await site.caughtUp();
  const { to, endReason } = await visitOf(viewer);
  return [before, endReason, to];
}

async function visitOf(viewer: Viewer): Promise<{ to: string | null; endReason: string | null }> {
  const { data } = await site.run('{ visits { nodes { to endReason } } }', { viewer });
  return data.visits.nodes[0] ?? { to: null, endReason: null };
}

test('ends a visit with its geofence in the past, although silence had ended it', async () => {
  assert.deepEqual(await endedBy({ endAfterSeconds: 14_400 }), ['STALE', 'FENCE_CHANGED', instant(30)]);
});

test('ends a visit with its geofence in the past, although the active hours had ended it', async () => {
  const activeHours = { timeZone: 'UTC', weekly: [{ days: [1], fromMinute: 0, toMinute: 720 }] };
  assert.deepEqual(await endedBy({ activeHours }), ['INACTIVE', 'FENCE_CHANGED', instant(30)]);
});

test('leaves a visit that silence had ended before the geofence', async () => {
  assert.deepEqual(await endedBy({ endAfterSeconds: 600 }), ['STALE', 'STALE', instant(0)]);
});
