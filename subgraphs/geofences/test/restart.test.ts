import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { deriveAndDie, forgetDerived } from './derived.ts';
import { at, PLAIN, send, square, startGeofences, type TestGeofences } from './geofences.ts';
import { seededRandom } from './seeded-random.ts';

// In the future nothing is overdue: then ticks depend on no clock, and the log is the same whoever reads it.
const T = Date.UTC(2090, 0, 1);
const MINUTE = 60_000;

/** Walks of many trackers through three geofences, with edits of one of them in between, all written by somebody else. */
async function write(site: TestGeofences): Promise<string> {
  const viewer = site.tenant();
  const { tenantId } = viewer;
  const rules = { ...PLAIN, exitConfirmFixes: 2, staleAfterSeconds: 300 };
  const changing = await site.fence(viewer, { boundary: square(10, 20), rules });
  await site.fence(viewer, { boundary: square(10.002, 20.002, 0.004) });
  const ending = await site.fence(viewer, { boundary: square(10.004, 20.004) });
  const random = seededRandom(7);
  const trackers = Array.from({ length: 40 }, () => ({ id: uuidv7(), latitude: 10, longitude: 20, minute: 0 }));
  for (let round = 0; round < 110; round += 1) {
    const records = trackers.map((tracker) => {
      tracker.latitude = near(10, tracker.latitude + (random() - 0.5) * 0.006);
      tracker.longitude = near(20, tracker.longitude + (random() - 0.5) * 0.006);
      // Now and then one reports late, by minutes or by an hour.
      const late = random() < 0.03 ? -5 : random() < 0.01 ? -60 : 0;
      tracker.minute += random() < 0.05 ? 8 : 1;
      return at(tracker.id, T + (tracker.minute + late) * MINUTE, tracker);
    });
    await send(site.others, tenantId, records);
    site.skew(T + round * MINUTE - Date.now());
    const smaller = { geofenceId: changing, boundary: square(10, 20, 0.006) };
    if (round === 20) await site.change(viewer, 'updateGeofence', 'geofence { id }', smaller);
    const mistake = { geofenceId: changing, boundary: square(10, 20, 0.008), reason: 'it was larger' };
    const validFrom = new Date(T + 30 * MINUTE).toISOString();
    if (round === 60) await site.change(viewer, 'updateGeofence', 'geofence { id }', { ...mistake, validFrom });
    if (round === 40) await site.change(viewer, 'archiveGeofence', 'geofence { id }', { geofenceId: ending });
  }
  site.skew(0);
  for (const { id } of trackers) {
    const payload = {
      assignmentId: uuidv7(),
      trackerId: id,
      personId: uuidv7(),
      assetId: null,
      from: T + 10 * MINUTE,
      to: T + 50 * MINUTE,
    };
    await site.tell(tenantId, 'assignment-started', payload);
  }
  return tenantId;
}

/** Keeps a walk around the geofences. */
const near = (corner: number, degrees: number) => Math.min(Math.max(degrees, corner - 0.002), corner + 0.014);

async function derived({ postgres: { admin } }: TestGeofences) {
  return {
    visits: await admin`select * from geofences.visits order by visit_id, revision`,
    presence: await admin`select * from geofences.tracker_presence order by tracker_id`,
    fixes: await admin`select * from geofences.fix_segments order by tracker_id, from_at`,
    // Visits and assignments come to stage two in another order in another run; what is believed in the end is the same.
    people: await admin`
      select person_visit_id, person_id, visit_id, from_at, to_at, stale from geofences.person_visits
      where believed and not retracted order by person_visit_id`,
  };
}

test('comes to the same visits, ids and times of knowing when it is killed again and again', async () => {
  await using site = await startGeofences({ start: false });
  await write(site);
  const undisturbed = site.elsewhere();
  await undisturbed.start();
  await site.caughtUp(undisturbed);
  await undisturbed.stop();
  const expected = await derived(site);
  assert.ok(expected.visits.length > 200 && expected.fixes.length > 30 && expected.people.length > 50);
  assert.ok(expected.visits.filter(({ end_reason }) => end_reason === 'FENCE_CHANGED').length > 10);
  assert.ok(expected.visits.some(({ stale }) => stale.length > 0));
  await forgetDerived(site);

  const progress = new Set<number>();
  for (let kills = 0; kills < 3 && !progress.has(expected.visits.length); kills += 1) {
    progress.add(await deriveAndDie(site));
  }
  assert.ok(progress.size > 1, `it was killed after ${[...progress].join(', ')} revisions`);
  const last = site.elsewhere();
  await last.start();
  await site.caughtUp(last);
  assert.deepEqual(await derived(site), expected);
});
