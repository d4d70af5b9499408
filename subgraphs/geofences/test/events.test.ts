import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { eventScene, MINUTE, T } from './event-scene.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());
const scene = (kind?: string) => eventScene(site, kind);

test('tells of coming, dwelling, falling silent and leaving, each once', async () => {
  const { yard, visit, assign, told, payloads } = await scene();
  const [trackerId, visitId, personId] = [uuidv7(), uuidv7(), uuidv7()];
  await assign(trackerId, { personId }, 0);
  await visit(trackerId, visitId, 1, null);
  await visit(trackerId, visitId, 1, null, { dwelledAt: T + 6 * MINUTE });
  const stale = (to: number | null) => [{ from: T + 10 * MINUTE, to: to === null ? null : T + to * MINUTE }];
  await visit(trackerId, visitId, 1, null, { dwelledAt: T + 6 * MINUTE, stale: stale(null) });
  await visit(trackerId, visitId, 1, null, { dwelledAt: T + 6 * MINUTE, stale: stale(12) });
  await visit(trackerId, visitId, 1, 20, { dwelledAt: T + 6 * MINUTE, stale: stale(12) });
  assert.deepEqual(await told(), [
    ['NEW', 'ENTERED', 1, 0],
    ['NEW', 'DWELLED', 6, 1],
    ['NEW', 'STALE', 10, 2],
    ['NEW', 'LEFT', 20, 3],
  ]);
  const [{ eventId, ...first }] = await payloads();
  assert.ok(eventId);
  const whose = { trackerId, personId, assetId: null, visitId };
  assert.deepEqual(first, {
    status: 'NEW',
    kind: 'ENTERED',
    at: T + MINUTE,
    geofenceId: yard,
    geofenceKind: 'WORK_ZONE',
    placeId: null,
    ...whose,
  });
});

test('revises and retracts under the same id what turns out otherwise, and never tells it as new again', async () => {
  const { visit, assign, told } = await scene();
  const [trackerId, first, second] = [uuidv7(), uuidv7(), uuidv7()];
  await assign(trackerId, { personId: uuidv7() }, 0);
  await visit(trackerId, first, 1, 5);
  await visit(trackerId, second, 8, 12);
  // Positions that came late show that it never left, then that it did after all, and came earlier.
  await visit(trackerId, first, 1, 12);
  await visit(trackerId, second, 8, 12, { retracted: true, supersededBy: first });
  await visit(trackerId, first, 0, 6);
  assert.deepEqual(await told(), [
    ['NEW', 'ENTERED', 1, 0],
    ['NEW', 'LEFT', 5, 1],
    ['NEW', 'ENTERED', 8, 2],
    ['NEW', 'LEFT', 12, 3],
    ['REVISED', 'LEFT', 12, 1],
    ['RETRACTED', 'ENTERED', 8, 2],
    ['RETRACTED', 'LEFT', 12, 3],
    ['REVISED', 'ENTERED', 0, 0],
    ['REVISED', 'LEFT', 6, 1],
  ]);
});

test('takes hand-over between a person’s own trackers for neither leaving nor entering', async () => {
  const { visit, assign, silent, told } = await scene();
  const [one, other, personId] = [uuidv7(), uuidv7(), uuidv7()];
  const [first, second] = [uuidv7(), uuidv7()];
  await assign(one, { personId }, 0);
  await assign(other, { personId }, 0);
  await visit(one, first, 1, null);
  await visit(other, second, 2, null);
  await silent(other, 10, null);
  await silent(one, 9, 40);
  await visit(other, second, 2, 50);
  await visit(one, first, 1, 55);
  assert.deepEqual(await told(), [
    ['NEW', 'ENTERED', 1, 0],
    ['NEW', 'LEFT', 55, 1],
  ]);
});

test('tells of an event of somebody else’s under the same id when the tracker turns out to have been theirs', async () => {
  const { visit, assign, payloads } = await scene();
  const [trackerId, ada, ben, crane] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const assignmentId = await assign(trackerId, { personId: ada }, 0);
  await visit(trackerId, uuidv7(), 1, null);
  await assign(trackerId, { assignmentId, personId: ada }, 0, 0);
  await assign(trackerId, { personId: ben }, 0, 1);
  const last = await assign(trackerId, { personId: ben }, 1);
  await assign(trackerId, { assignmentId: last, personId: ben }, 1, 1);
  await assign(trackerId, { assetId: crane }, 1);
  const told = await payloads();
  assert.equal(new Set(told.map(({ eventId }) => eventId)).size, 1);
  assert.deepEqual(
    told.map(({ status, personId, assetId }) => [status, personId ?? assetId]),
    [
      ['NEW', ada],
      ['REVISED', null],
      ['REVISED', ben],
      ['REVISED', null],
      ['REVISED', crane],
    ],
  );
});

test('tells of trackers nobody carries, of crossings, of being lost, and of exclusion zones', async () => {
  const { visit, told } = await scene('EXCLUSION');
  const [trackerId, lost] = [uuidv7(), uuidv7()];
  await visit(trackerId, uuidv7(), 1, 2, { endReason: 'CROSSED' });
  await visit(trackerId, lost, 5, null, { loitering: [{ from: T + 7 * MINUTE, to: null }] });
  await visit(trackerId, lost, 5, 9, { endReason: 'STALE', loitering: [{ from: T + 7 * MINUTE, to: T + 9 * MINUTE }] });
  assert.deepEqual(
    (await told()).map(([, kind, at]) => [kind, at]),
    [
      ['CROSSED', 1],
      ['EXCLUSION_VIOLATED', 1],
      ['ENTERED', 5],
      ['EXCLUSION_VIOLATED', 5],
      ['LOITERED', 7],
      ['LOST', 9],
    ],
  );
});
