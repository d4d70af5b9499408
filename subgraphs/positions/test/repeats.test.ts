import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { fix, post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

/** The trackers of which the log says that they live without a new position. */
const heardOf = async (tenantId: string) =>
  (
    await site.postgres.admin<{ payload: { trackerId: string } }[]>`
      select payload from log.entries where topic = 'positions' and type = 'heard' and subject_id = ${tenantId}
      order by at`
  ).map(({ payload }) => payload.trackerId);

test('counts a repeat as a sign of life, and stores it once', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const trackerId = await tracker('bus-1');
  await post(door, [fix('bus-1', 0)]);
  assert.deepEqual(await heardOf(tenantId), [], 'a new position says by itself that the tracker lives');
  assert.deepEqual((await post(door, [fix('bus-1', 0)])).answer, { accepted: 0, duplicates: 1, rejected: [] });
  assert.deepEqual(await heardOf(tenantId), [trackerId]);
  const entries = await site.postgres
    .admin`select 1 from log.entries where type = 'positions' and subject_id = ${tenantId}`;
  const rows = await site.postgres.admin`select 1 from positions.history where tenant_id = ${tenantId}`;
  assert.deepEqual([entries.length, rows.length], [1, 1]);
});

test('says so once for all repeats of a request, and not of trackers that also had something new', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const [silent] = [await tracker('bus-1'), await tracker('bus-2'), await tracker('bus-3')];
  const old = [fix('bus-1', 0), fix('bus-1', 1), fix('bus-2', 0), fix('bus-3', 0)];
  await post(door, old);
  await post(door, [fix('bus-3', 1), ...old, fix('bus-2', 1)]);
  assert.deepEqual(await heardOf(tenantId), [silent]);
});

test('says so at most twice a minute for each tracker', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const all = [await tracker('bus-1'), await tracker('bus-2')];
  const old = [fix('bus-1', 0), fix('bus-2', 0)];
  for (let round = 0; round < 4; round += 1) await post(door, old);
  assert.deepEqual((await heardOf(tenantId)).toSorted(), all.toSorted());
  site.advance(31_000);
  for (let round = 0; round < 4; round += 1) await post(door, old);
  assert.deepEqual((await heardOf(tenantId)).toSorted(), [...all, ...all].toSorted());
});

test('does not take what was refused for a sign of life', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  await tracker('bus-1');
  await post(door, [fix('bus-1', 0, { latitude: 91 }), fix('nobody', 0)]);
  assert.deepEqual(await heardOf(tenantId), []);
});

test('counts a repeat beside something refused', async () => {
  const { door, tracker, tenantId } = await site.tenant();
  const trackerId = await tracker('bus-1');
  await post(door, [fix('bus-1', 0)]);
  await post(door, [fix('bus-1', 0), fix('bus-1', 0, { latitude: 91 }), fix('nobody', 0)]);
  assert.deepEqual(await heardOf(tenantId), [trackerId]);
});
