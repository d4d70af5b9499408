import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { parsePositionId } from '@trekker/geo';
import { createLeases, silentLogger, uuidv7, type Viewer } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { EVERYTHING, NOWHERE, positionsEntry, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

async function scene() {
  const viewer = site.tenant();
  const personId = await site.createPerson(viewer);
  const trackerId = await site.addTracker(viewer, { personId });
  return { viewer, tenantId: viewer.tenantId, personId, trackerId };
}

async function personOf(viewer: Viewer, personId: string): Promise<any> {
  const { data } = await site.run(`{ person(id: "${personId}") { zones { id } lastPosition { id } } }`, { viewer });
  return data.person;
}

async function zonesOf(viewer: Viewer, field: string, id: string): Promise<string[]> {
  const { data } = await site.run(`{ ${field}(id: "${id}") { zones { id } } }`, { viewer });
  return data[field].zones.map((zone: { id: string }) => zone.id);
}

test('names the geofences a tracker is inside now, by their present names, and those of who carries it', async () => {
  const { viewer, tenantId, personId, trackerId } = await scene();
  const [yard, gate] = [await site.geofence(tenantId, 'yard'), await site.geofence(tenantId, 'gate')];
  const leave = await site.enter(tenantId, trackerId, yard);
  await site.enter(tenantId, trackerId, gate);
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), [gate, yard]);
  await site.tell(tenantId, 'geofences', 'geofence-changed', { geofenceId: yard, name: 'a yard' });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), [yard, gate]);
  const second = await site.addTracker(viewer, { personId });
  await site.enter(tenantId, second, yard);
  assert.deepEqual(await zonesOf(viewer, 'person', personId), [yard, gate], 'each once');
  await leave();
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), [gate]);
  const assetId = await site.createAsset(viewer);
  await site.change(viewer, 'assignTracker', 'assignment { id }', { trackerId, assetId });
  assert.deepEqual(await zonesOf(viewer, 'asset', assetId), [gate]);
  assert.deepEqual(await zonesOf(viewer, 'person', personId), [yard]);
});

test('believes the last entry of a visit, whatever was said before, and nothing of trackers it does not have', async () => {
  const { viewer, tenantId, trackerId } = await scene();
  const yard = await site.geofence(tenantId, 'yard');
  const visit = { visitId: uuidv7(), trackerId, geofenceId: yard, from: 1_000 };
  const tell = (changes: object) => site.tell(tenantId, 'visits', 'visit-changed', { ...visit, ...changes });
  await tell({ to: 5_000 });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), []);
  await tell({ to: null, from: 2_000 });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), [yard]);
  await tell({ to: 5_000, from: 2_000 });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), []);
  await tell({ to: null });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), [yard]);
  await tell({ to: null, retracted: true });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), []);
  await tell({ visitId: uuidv7(), trackerId: NOWHERE, to: null });
  await site.tell(site.tenant().tenantId, 'visits', 'visit-changed', { ...visit, to: null });
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), []);
});

test('names no geofence to who may not see visits of the tracker', async () => {
  const admin = site.tenant();
  const unitId = await site.unit(admin.tenantId);
  const trackerId = await site.addTracker(admin, { unitId });
  const yard = await site.geofence(admin.tenantId, 'yard');
  await site.enter(admin.tenantId, trackerId, yard);
  const viewer = testViewer(
    admin.tenantId,
    EVERYTHING.filter((permission) => permission !== 'visits:read'),
  );
  assert.deepEqual(await zonesOf(viewer, 'tracker', trackerId), []);
  assert.deepEqual(await zonesOf(testViewer(admin.tenantId, EVERYTHING, { units: [unitId] }), 'tracker', trackerId), [
    yard,
  ]);
});

test('keeps the newest position by the devices’ clocks, whatever comes later', async () => {
  const { viewer, tenantId, personId, trackerId } = await scene();
  const last = async () => {
    const { lastPosition } = await personOf(viewer, personId);
    const key = lastPosition && parsePositionId(lastPosition.id);
    return key && [key.trackerId, key.recordedAt, key.dedupe];
  };
  assert.equal(await last(), null);
  const { topic, partition, subject } = { topic: 'positions', partition: 3, subject: tenantId };
  await site.others.withConsumer(async (tx) =>
    tx.publish({ topic, partition, subject, type: 'heard', payload: { trackerId } }),
  );
  assert.ok(await site.trackers.caughtUp(5_000));
  assert.equal(await last(), null, 'a sign of life has no place');
  await site.report(tenantId, trackerId, { recordedAt: 1_000, dedupe: 5n });
  assert.deepEqual(await last(), [trackerId, 1_000, 5n]);
  await site.report(tenantId, trackerId, { recordedAt: 999, dedupe: 9n });
  await site.report(tenantId, trackerId, { recordedAt: 1_000, dedupe: 4n });
  assert.deepEqual(await last(), [trackerId, 1_000, 5n]);
  await site.report(tenantId, trackerId, { recordedAt: 1_000, dedupe: 2n ** 64n - 1n });
  assert.deepEqual(await last(), [trackerId, 1_000, 2n ** 64n - 1n]);
  await site.others.withConsumer(async (tx) => {
    for (const recordedAt of [1_010, 1_005]) tx.publish(positionsEntry(tenantId, trackerId, { recordedAt }));
  });
  assert.ok(await site.trackers.caughtUp(5_000));
  assert.deepEqual(await last(), [trackerId, 1_010, 1n], 'read at once or one after the other');
  const second = await site.addTracker(viewer, { personId });
  await site.report(tenantId, second, { recordedAt: 1_011 });
  assert.deepEqual(await last(), [second, 1_011, 1n]);
});

test('tells of no position to who may not see those of the tracker', async () => {
  const { viewer, tenantId, personId, trackerId } = await scene();
  await site.report(tenantId, trackerId, { recordedAt: 1_000 });
  assert.ok((await personOf(viewer, personId)).lastPosition);
  const blind = testViewer(
    tenantId,
    EVERYTHING.filter((permission) => permission !== 'positions:read'),
  );
  assert.equal((await personOf(blind, personId)).lastPosition, null);
});

test('says that nothing fits a unit or zone only when everything was read that others told', async () => {
  await using other = await startTrackers();
  await other.trackers.stop();
  await using leases = createLeases(other.postgres.open('trackers'), silentLogger);
  // Somebody else derives and never comes to it, so what this process reads stays behind.
  for (const replica of ['unit-tree', 'geofences']) await leases.refresh(`trackers.replica-${replica}`, () => false);
  await using behind = other.elsewhere();
  await behind.start();
  const viewer = testViewer(uuidv7(), EVERYTHING);
  const unitId = await other.unit(viewer.tenantId);
  await other.others.withTenant(viewer.tenantId, async (tx) => {
    const payload = { geofenceId: NOWHERE, name: 'Yard' };
    tx.publish({ topic: 'geofences', subject: viewer.tenantId, type: 'geofence-created', payload });
  });
  const ask = async (filter: string) => {
    const document = `{ people(filter: { ${filter} }) { totalCount } }`;
    const { data, errors } = await other.run(document, { viewer, on: behind });
    return errors?.[0]?.extensions?.['code'] ?? data.people.totalCount;
  };
  assert.equal(await ask(`unitId: "${unitId}"`), 'REPLICA_BEHIND');
  assert.equal(await ask(`zoneId: "${NOWHERE}"`), 'REPLICA_BEHIND');
  await leases.stop();
  assert.ok(await behind.caughtUp(5_000));
  assert.equal(await ask(`unitId: "${unitId}", zoneId: "${NOWHERE}"`), 0);
});
