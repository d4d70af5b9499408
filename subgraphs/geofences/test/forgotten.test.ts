import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { claimName, uuidv7 } from '@trekker/kit';

import { at, PLAIN, square, startGeofences, type TestGeofences } from './geofences.ts';

let site: TestGeofences;
before(async () => void (site = await startGeofences()));
after(() => site[Symbol.asyncDispose]());

const T = Date.parse('2026-03-02T08:00:00.000Z');
const MINUTE = 60_000;
const INSIDE = { latitude: 10.005, longitude: 20.005 };
const OUTSIDE = { latitude: 11, longitude: 21 };

/** A tracker that is inside from minute 10 to 20 and from minute 210 to 220, of 300. */
async function twoVisits(on = site) {
  const viewer = site.tenant();
  const geofenceId = await on.fence(viewer, { boundary: square(10, 20), rules: PLAIN });
  const trackerId = uuidv7();
  const isInside = (minute: number) => [10, 210].some((from) => minute >= from && minute < from + 10);
  const records = Array.from({ length: 300 }, (_, minute) =>
    at(trackerId, T + minute * MINUTE, isInside(minute) ? INSIDE : OUTSIDE),
  );
  await on.send(viewer.tenantId, records);
  await on.caughtUp();
  const visits = async (): Promise<readonly (readonly [number, number])[]> => {
    const { data } = await on.run('{ visits { nodes { from to } } }', { viewer });
    return data.visits.nodes
      .map(({ from, to }: { from: string; to: string }) => [from, to].map((at) => (Date.parse(at) - T) / MINUTE))
      .toSorted(([a]: number[], [b]: number[]) => (a ?? 0) - (b ?? 0));
  };
  assert.deepEqual(await visits(), [
    [10, 20],
    [210, 220],
  ]);
  return { viewer, geofenceId, trackerId, visits };
}

async function forget(tenantId: string, minute: number, heldTrackerIds: readonly string[] = []): Promise<void> {
  const payload = { before: T + minute * MINUTE, heldTrackerIds };
  await site.others.withTenant(tenantId, async (tx) =>
    tx.publish({ topic: 'devices', subject: tenantId, type: 'positions-forgotten', payload }),
  );
  await site.caughtUp();
}

async function segments(trackerId: string): Promise<number> {
  const [row] = await site.postgres.admin<{ count: number }[]>`
    select count(*)::int as count from geofences.fix_segments where tracker_id = ${trackerId}`;
  return row?.count ?? 0;
}

test('forgets the fixes of positions that are gone, but of trackers that are held and of other tenants', async () => {
  const [one, held, other] = [await twoVisits(), await twoVisits(), await twoVisits()];
  const all = await segments(one.trackerId);
  await forget(one.viewer.tenantId, 150);
  await forget(held.viewer.tenantId, 150, [held.trackerId]);
  const left = await segments(one.trackerId);
  assert.ok(left > 0 && left < all, `${left} of ${all}`);
  assert.equal(await segments(held.trackerId), all);
  assert.equal(await segments(other.trackerId), all);
});

test('leaves visits of that time as they are when their geofence is edited for the past or a position comes late', async () => {
  const { viewer, geofenceId, trackerId, visits } = await twoVisits();
  await forget(viewer.tenantId, 150);
  const edit = {
    geofenceId,
    validFrom: new Date(T).toISOString(),
    boundary: square(40, 50),
    reason: 'it never was here',
  };
  assert.deepEqual((await site.change(viewer, 'updateGeofence', 'geofence { id }', edit)).userErrors, []);
  await site.caughtUp();
  assert.deepEqual(await visits(), [[10, 20]]);
  await site.send(viewer.tenantId, [at(trackerId, T + 155.5 * MINUTE, OUTSIDE)]);
  await site.caughtUp();
  assert.deepEqual(await visits(), [[10, 20]]);
});

test('leaves visits of a tenant as they are in a rebuild once positions of it are gone', async () => {
  await using own = await startGeofences();
  const [one, other] = [await twoVisits(own), await twoVisits(own)];
  const { admin } = own.postgres;
  const { tenantId } = one.viewer;
  await admin`insert into log.forgotten (tenant_id, topic, before) values (${tenantId}, 'positions', ${T})`;
  await admin`
    update log.entries set type = 'gone' where type = 'positions'
      and subject_id in (${tenantId}, ${other.viewer.tenantId})`;
  for (const tenant of [one, other]) {
    const { tenantId: id } = tenant.viewer;
    await own.others.withTenant(id, (tx) => claimName(tx, { kind: 'tenant', name: `t-${id}`, entityId: id }));
  }
  await own.geofences.rebuild('presence');
  assert.equal((await one.visits()).length, 2);
  assert.equal((await other.visits()).length, 0);
});
