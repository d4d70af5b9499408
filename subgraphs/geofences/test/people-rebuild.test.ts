import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { eventScene, MINUTE, T } from './event-scene.ts';
import { startGeofences, type TestGeofences } from './geofences.ts';

const TOPICS = ['visits', 'person-visits', 'geofence-events'];
/** Everything that stage two derives. */
const TABLES = ['person_visits', 'carried_visits', 'assignments', 'silences', 'hearings', 'stays', 'geofence_events'];

async function derived({ postgres: { admin } }: TestGeofences) {
  const rows = TABLES.map(async (table) => {
    const all = await admin`select to_jsonb(t) as row from ${admin(`geofences.${table}`)} t order by t::text`;
    return [table, all.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

async function told(site: TestGeofences, tenantId: string) {
  return Promise.all(TOPICS.map((topic) => site.log(tenantId, topic)));
}

/** People with one tracker and with two, an asset, and a tracker nobody carries; hand-over, silence and corrections. */
async function days(site: TestGeofences) {
  const scene = await eventScene(site);
  const { visit, assign, silent } = scene;
  const [one, other, alone, crane] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const personId = uuidv7();
  const held = await assign(one, { personId }, 0);
  await assign(other, { personId }, 0);
  await assign(crane, { assetId: uuidv7() }, 0);
  for (const [index, trackerId] of [one, other, alone, crane].entries()) {
    for (let day = 0; day < 5; day += 1) {
      const visitId = uuidv7();
      await visit(trackerId, visitId, day * 1_000 + index, null);
      await visit(trackerId, visitId, day * 1_000 + index, day * 1_000 + 500);
      if (day === 3) await visit(trackerId, visitId, 3_000, 3_400, { retracted: index === 1 });
    }
    await silent(trackerId, 1_100 + index, 1_200);
  }
  await assign(one, { assignmentId: held, personId }, 0, 4_100);
  await site.caughtUp();
  return { ...scene, one };
}

test('derives people’s visits and events anew with the same ids and times of knowing, and tells nothing twice', async () => {
  await using site = await startGeofences();
  const { viewer } = await days(site);
  const before = { rows: await derived(site), told: await told(site, viewer.tenantId) };
  for (const table of TABLES) assert.ok((before.rows[table]?.length ?? 0) > 2, table);
  await site.geofences.rebuild('person-visits');
  await site.caughtUp();
  assert.deepEqual(await derived(site), before.rows);
  assert.deepEqual(await told(site, viewer.tenantId), before.told);
});

test('keeps what was believed of people and events, appends what comes out differently, and goes on from there', async () => {
  await using site = await startGeofences();
  const { viewer, visit, one } = await days(site);
  const { tenantId } = viewer;
  const { admin } = site.postgres;
  // As if what is derived now differed: of each kind one was told otherwise, and one that is not so was told.
  const stranger = uuidv7();
  await admin`update geofences.person_visits set to_at = to_at + interval '1 minute'
    where person_visit_id = (select person_visit_id from geofences.person_visits where believed and not retracted order by 1 limit 1)
      and believed`;
  await admin`insert into geofences.person_visits (tenant_id, person_visit_id, revision, person_id, visit_id, assignment_id,
      tracker_id, geofence_id, from_at, to_at, stale, retracted, known_from)
    select tenant_id, ${stranger}, 0, person_id, visit_id, assignment_id, tracker_id, geofence_id, from_at, to_at, stale,
      false, known_from from geofences.person_visits limit 1`;
  await admin`update geofences.geofence_events set at = at + interval '1 minute'
    where event_id = (select event_id from geofences.geofence_events where believed and not retracted order by 1 limit 1)
      and believed`;
  await admin`insert into geofences.geofence_events (tenant_id, event_id, revision, kind, at, geofence_id, tracker_id,
      visit_id, retracted, known_from)
    select tenant_id, ${stranger}, 0, kind, at, geofence_id, tracker_id, visit_id, false, known_from
    from geofences.geofence_events limit 1`;
  const before = await told(site, tenantId);
  const rows = await derived(site);
  await site.geofences.rebuild('person-visits');
  const [visits, people, events] = await told(site, tenantId);
  assert.deepEqual(visits, before[0]);
  const newPeople = people?.slice(before[1]?.length).map(({ payload }: any) => payload) ?? [];
  const newEvents = events?.slice(before[2]?.length).map(({ payload }: any) => payload) ?? [];
  assert.deepEqual(
    newPeople.map(({ personVisitId, retracted }) => [personVisitId === stranger, retracted]).toSorted(),
    [
      [false, false],
      [true, true],
    ],
  );
  assert.deepEqual(newEvents.map(({ eventId, status }) => [eventId === stranger, status]).toSorted(), [
    [false, 'REVISED'],
    [true, 'RETRACTED'],
  ]);
  const after = await derived(site);
  assert.equal(after['person_visits']?.length, (rows['person_visits']?.length ?? 0) + 2, 'nothing is rewritten');
  await site.geofences.rebuild('person-visits');
  assert.deepEqual(await derived(site), after);
  // Life goes on behind the rebuild, also for what was told of as a correction.
  await visit(one, newPeople.find(({ retracted }) => !retracted).visitId, 0, 300);
  await site.caughtUp();
  const [corrected] = await admin`select max(revision) as revision from geofences.person_visits
    where person_visit_id = ${newPeople.find(({ retracted }) => !retracted).personVisitId} and to_at = ${T + 300 * MINUTE}`;
  assert.ok(corrected);
});

test('gives no id again that an event was told under before', async () => {
  await using site = await startGeofences();
  await days(site);
  const { admin } = site.postgres;
  const [stay] = await admin`
    update geofences.stays set minted = minted + 5
    where stay_id = (select stay_id from geofences.stays order by 1 limit 1) returning stay_id, minted`;
  await site.geofences.rebuild('person-visits');
  const [after] = await admin`select minted from geofences.stays where stay_id = ${stay?.stay_id}`;
  assert.equal(after?.minted, stay?.minted);
});
