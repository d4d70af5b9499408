import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { eventScene, MINUTE, T } from './event-scene.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';

// What was long before the stretch of time that an entry touches still decides what comes of it.

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

/** A person with two trackers of equal priority, the first of lower id. */
async function twoTrackers(until: number | null = null) {
  const scene = await eventScene(site);
  const [first = '', second = ''] = [uuidv7(), uuidv7()].toSorted();
  const personId = uuidv7();
  await scene.assign(second, { personId }, 0, until);
  const assignmentId = await scene.assign(first, { personId }, 0);
  const told = async () => {
    await site.caughtUp();
    const entries = await site.published(scene.viewer.tenantId, 'person-visits');
    return entries.map(({ payload: { trackerId, from, to, lost } }: any) => {
      const minutes = [from, to, lost?.from ?? null, lost?.to ?? null].map((at) => at && (at - T) / MINUTE);
      return [trackerId === first ? 'first' : 'second', ...minutes];
    });
  };
  return { ...scene, first, second, personId, assignmentId, told };
}

test('remembers a change of zone that was over long before', async () => {
  const { visit, silent, first, second, told } = await twoTrackers();
  await visit(second, uuidv7(), 0, null);
  await visit(first, uuidv7(), 1, null);
  await visit(second, uuidv7(), 1.5, 2);
  const before = await told();
  assert.deepEqual(before.at(-1)?.slice(0, 3), ['second', 1.5, 2]);
  await silent(first, 5_000, 5_001);
  assert.deepEqual(await told(), before, 'the second came out of a geofence last, and goes on speaking');
});

test('remembers who spoke when somebody came to be lost', async () => {
  const { visit, assign, first, second, personId, assignmentId, told } = await twoTrackers(10);
  await visit(second, uuidv7(), 6, 7);
  await visit(first, uuidv7(), 1, 5, { endReason: 'STALE', lost: { from: T + 5 * MINUTE, to: null } });
  const before = await told();
  assert.deepEqual(before.at(-1), ['first', 1, 5, 5, 6]);
  await assign(first, { assignmentId, personId }, 0, 5_000);
  assert.deepEqual(await told(), before);
});

test('remembers what carried a tracker when it came in', async () => {
  const { visit, assign, payloads } = await eventScene(site);
  const [trackerId, visitId, assetId] = [uuidv7(), uuidv7(), uuidv7()];
  await assign(trackerId, { assetId }, 0, 15);
  await visit(trackerId, visitId, 10, null);
  await payloads();
  await visit(trackerId, visitId, 10, 5_000);
  assert.deepEqual(
    (await payloads()).map(({ status, kind, assetId: whose }) => [status, kind, whose]),
    [
      ['NEW', 'ENTERED', assetId],
      ['NEW', 'LEFT', null],
    ],
  );
});
