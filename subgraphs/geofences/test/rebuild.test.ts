import assert from 'node:assert/strict';
import { test } from 'node:test';

import { claimName, uuidv7, type Viewer } from '@trekker/kit';

import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';
import { seededRandom } from './seeded-random.ts';

// In the future nothing is overdue: then ticks depend on no clock.
const T = Date.UTC(2090, 0, 1);
const MINUTE = 60_000;

async function derived({ postgres: { admin } }: TestGeofences) {
  return {
    visits: await admin`select * from geofences.visits order by visit_id, revision`,
    presence: await admin`select * from geofences.tracker_presence order by tracker_id`,
    fixes: await admin`select * from geofences.fix_segments order by tracker_id, from_at`,
  };
}

/** A viewer of a tenant that the installation knows of. */
async function tenantOf(site: TestGeofences): Promise<Viewer> {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  await site.others.withTenant(tenantId, (tx) => claimName(tx, { kind: 'tenant', name: tenantId, entityId: tenantId }));
  return viewer;
}

/** Walks of many trackers in and out of two geofences, some of it late. */
async function walk(site: TestGeofences, tenantId: string): Promise<void> {
  const random = seededRandom(11);
  const trackers = Array.from({ length: 12 }, () => uuidv7());
  for (let round = 0; round < 120; round += 1) {
    const records = trackers.map((tracker) => {
      const place = { latitude: 10 + random() * 0.02, longitude: 20 + random() * 0.02 };
      return at(tracker, T + (round - (random() < 0.1 ? Math.floor(random() * 20) : 0)) * MINUTE, place);
    });
    await site.send(tenantId, records);
  }
  await site.caughtUp();
}

test('derives the same visits, ids and times of knowing anew, and tells nothing twice', async () => {
  await using site = await startGeofences();
  const viewer = await tenantOf(site);
  await site.fence(viewer, { boundary: square(10, 20) });
  await site.fence(viewer, { boundary: square(10.01, 20.005), rules: { ...PLAIN, exitConfirmFixes: 2 } });
  await walk(site, viewer.tenantId);
  const [before, told] = [await derived(site), await site.log(viewer.tenantId, 'visits')];
  assert.ok(before.visits.some(({ revision }) => revision > 2) && before.fixes.length >= 12);
  await site.geofences.rebuild('presence');
  assert.deepEqual(await derived(site), before);
  assert.deepEqual(await site.log(viewer.tenantId, 'visits'), told);
});

test('keeps what was believed and appends what comes out differently', async () => {
  await using site = await startGeofences();
  const viewer = await tenantOf(site);
  const { tenantId } = viewer;
  await site.fence(viewer, { boundary: square(10, 20) });
  await walk(site, tenantId);
  const before = await derived(site);
  const [first, second, third] = before.visits.filter(({ believed, retracted }) => believed && !retracted);
  assert.ok(first && second && third);
  const { admin } = site.postgres;
  // As if what is derived now differed: one visit was told to end later, one never to have been, one is missing.
  await admin`update geofences.visits set to_at = to_at + interval '1 minute' where visit_id = ${first.visit_id} and believed`;
  await admin`delete from geofences.visits where visit_id = ${second.visit_id}`;
  const stranger = uuidv7();
  await admin`
    update geofences.visits set visit_id = ${stranger} where visit_id = ${third.visit_id}`;
  const told = (await site.log(tenantId, 'visits')).length;
  await site.geofences.rebuild('presence');
  await site.caughtUp();
  const rows = await admin`
    select visit_id, revision, to_at, retracted from geofences.visits
    where believed and visit_id in (${first.visit_id}, ${second.visit_id}, ${third.visit_id}, ${stranger})`;
  const byId = new Map(rows.map((row) => [row.visit_id, row]));
  assert.deepEqual(
    [first, second, third].map(({ visit_id: id }) => [byId.get(id)?.to_at, byId.get(id)?.retracted]),
    [first, second, third].map(({ to_at: to }) => [to, false]),
  );
  assert.equal(byId.get(first.visit_id)?.revision, first.revision + 1);
  assert.equal(byId.get(stranger)?.retracted, true);
  const [believedBefore] = await admin`
    select to_at from geofences.visits where visit_id = ${first.visit_id} and revision = ${first.revision}`;
  assert.equal(believedBefore?.to_at, first.to_at + MINUTE);
  const entries = (await site.log(tenantId, 'visits')).slice(told);
  assert.deepEqual(entries.map(({ payload }) => (payload as { kind: string }).kind).toSorted(), [
    'ENTERED',
    'ENTERED',
    'RETRACTED',
    'REVISED',
  ]);
  // Life goes on behind the rebuild.
  await walk(site, tenantId);
});

test('numbers beliefs on from what was told, for a visit that goes on behind the rebuild', async () => {
  await using site = await startGeofences();
  const viewer = await tenantOf(site);
  const { admin } = site.postgres;
  await site.fence(viewer, { boundary: square(10, 20) });
  const trackerId = uuidv7();
  await site.send(viewer.tenantId, [at(trackerId, T, { latitude: 10.005, longitude: 20.005 })]);
  await site.caughtUp();
  // As if it had been told to begin later.
  await admin`update geofences.visits set from_at = from_at + interval '1 minute'`;
  await site.geofences.rebuild('presence');
  await site.send(viewer.tenantId, [at(trackerId, T + 5 * MINUTE, { latitude: 10.5, longitude: 20.5 })]);
  await site.caughtUp();
  const beliefs = await admin`select revision, from_at, to_at from geofences.visits order by revision`;
  assert.deepEqual(
    beliefs.map(({ revision, from_at: from, to_at: to }) => [revision, from, to]),
    [
      [0, T + MINUTE, null],
      [1, T, null],
      [2, T, T + 5 * MINUTE],
    ],
  );
});
