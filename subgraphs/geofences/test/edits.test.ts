import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { partitionOf, uuidv7 } from '@trekker/kit';

import { at, NOWHERE, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

test('judges a position by the edits that stand before it in its partition', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const inside = { latitude: 10.005, longitude: 20.005 };
  const trackers = Array.from({ length: 20 }, () => uuidv7());
  const now = Date.now();
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, now - 60_000, inside)),
  );
  await site.change(viewer, 'updateGeofence', 'geofence { id }', { geofenceId, boundary: square(10, 20, 0.004) });
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, now + 60_000, inside)),
  );
  await site.caughtUp();
  const { data } = await site.run(
    '{ visits { nodes { to endReason evidence { decision version } } } geofences { nodes { version { validFrom } } } }',
    { viewer },
  );
  const [{ version }] = data.geofences.nodes;
  assert.equal(data.visits.nodes.length, 20);
  for (const visit of data.visits.nodes) {
    assert.deepEqual([visit.to, visit.endReason], [version.validFrom, 'FENCE_CHANGED']);
    assert.deepEqual(visit.evidence, [
      { decision: 'BEGAN', version: 1 },
      { decision: 'ENDED', version: 2 },
    ]);
  }
});

test('ends open visits with their geofence, whoever they belong to', async () => {
  const viewer = site.tenant();
  const geofenceId = await site.fence(viewer, { boundary: square(10, 20) });
  const other = await site.fence(viewer, { boundary: square(10, 20) });
  const trackers = Array.from({ length: 20 }, () => uuidv7());
  const inside = { latitude: 10.005, longitude: 20.005 };
  await site.send(
    viewer.tenantId,
    trackers.map((id) => at(id, Date.now() - 60_000, inside)),
  );
  const { geofence } = await site.change(viewer, 'archiveGeofence', 'geofence { archivedAt }', { geofenceId });
  await site.caughtUp();
  const visitsIn = async (id: string) =>
    (
      await site.run('query V($id: ID) { visits(geofenceId: $id) { nodes { to endReason } } }', {
        viewer,
        variables: { id },
      })
    ).data.visits.nodes;
  const controls = (await site.controls(viewer.tenantId)).map((entries) => entries.at(-1)?.id);
  const left = (await site.published(viewer.tenantId, 'visits')).filter(({ payload }: any) => payload.kind === 'LEFT');
  for (const { payload, causedBy } of left) {
    const partition = partitionOf(viewer.tenantId, (payload as { trackerId: string }).trackerId, 16);
    assert.equal(causedBy, controls[partition], 'each is ended by the control entry of its own partition');
  }
  const ended = await visitsIn(geofenceId);
  assert.equal(ended.length, 20);
  for (const visit of ended) assert.deepEqual(visit, { to: geofence.archivedAt, endReason: 'FENCE_CHANGED' });
  assert.ok((await visitsIn(other)).every(({ to }: any) => to === null));
});

test('imports many geofences as one edit and names each that it refuses', async () => {
  const { tenantId } = site.tenant();
  const good = Array.from({ length: 2_500 }, (_, index) => ({
    name: `zone ${index}`,
    kind: 'WORK_ZONE' as const,
    boundary: square((index % 50) / 10, Math.floor(index / 50) / 10, 0.05),
    rules: PLAIN,
    validFrom: Date.UTC(2020, 0, 1),
  }));
  const bad = { name: 'bad', kind: 'GATE' as const, boundary: { type: 'Point', coordinates: [0, 0] } };
  const lost = { name: 'lost', kind: 'GATE' as const, boundary: square(0, 0), placeId: NOWHERE };
  const actor = { kind: 'operator', id: 'import' } as const;
  const { created, refused } = await site.geofences.importGeofences(tenantId, [bad, ...good, lost], actor);
  assert.equal(created.length, 2_500);
  assert.deepEqual(
    refused.map(({ name, problems }) => [name, problems[0]?.code]),
    [
      ['bad', 'UNSUPPORTED_TYPE'],
      ['lost', 'NOT_FOUND'],
    ],
  );
  const controls = await site.controls(tenantId);
  assert.ok(controls.every((entries) => entries.length === 1 && entries[0]?.actor?.id === 'import'));
  assert.equal((controls[0]?.[0]?.payload as any)?.versions.length, 2_500);
  await site.send(tenantId, [at(uuidv7(), Date.UTC(2021, 0, 1), { latitude: 0.12, longitude: 0.02 })]);
  await site.caughtUp();
  const visits = await site.postgres.admin`select 1 from geofences.visits where tenant_id = ${tenantId}`;
  assert.equal(visits.length, 1);
  assert.deepEqual(await site.geofences.importGeofences(tenantId, []), { created: [], refused: [] });
});
