import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { lockDerived, noteDerived } from '../src/db/derivation.ts';
import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { tell } from './history.ts';
import { setLimit, toldOf } from './limits.ts';
import { seededRandom } from './seeded-random.ts';
import { randomWorld, type World } from './world.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const TABLES = ['person_visits', 'mark_spans', 'limit_events'];

/** A world with limits on its places and zones, visits in any order, and marks in between. */
async function storyOf(seed: number) {
  const random = seededRandom(seed);
  const world = randomWorld(random, 60);
  const tenantId = uuidv7();
  site.clock.set(NOON - 7_200_000);
  await structure(tenantId, world);
  const targets = [
    ...[...world.places.keys()].slice(0, 3).map((placeId) => ({ placeId, maximum: 2, minimum: 1 })),
    ...[...world.zones.keys()].slice(0, 3).map((zoneId) => ({ zoneId, maximum: 1 })),
  ];
  for (const input of targets) await setLimit(site, tenantId, input);
  site.clock.set(NOON);
  await tell(site, world, { random, tenantId });
  await site.settled();
  return tenantId;
}

async function structure(tenantId: string, world: World): Promise<void> {
  const entry = (type: string, payload: object) => ({ topic: 'geofences', subject: tenantId, type, payload });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  await site.publish(
    ...[...world.places].map(([placeId, path]) => entry('place-created', { placeId, path })),
    ...[...world.zones].map(([geofenceId, placeId]) => entry('geofence-created', { geofenceId, placeId, ...held })),
  );
  await site.settled();
}

async function rowsOf(tenantId: string) {
  const { admin } = site.postgres;
  const read = async (table: string) => {
    const rows = await admin`
      select to_jsonb(t) as row from ${admin(`headcount.${table}`)} t where tenant_id = ${tenantId} order by t::text`;
    return [table, rows.map(({ row }) => row)] as const;
  };
  return Object.fromEntries(await Promise.all(TABLES.map(read)));
}

/** What is believed now of marks and of limits, without since when. */
async function believed(tenantId: string) {
  const { admin } = site.postgres;
  return {
    marks: await admin`select mark_id, valid_from, valid_to from headcount.mark_spans
      where tenant_id = ${tenantId} and counts order by mark_id`,
    events: await admin`select event_id, limit_id, kind, at, count, minimum, maximum from headcount.limit_events
      where tenant_id = ${tenantId} and counts order by event_id`,
  };
}

test('derives marks and limits anew to the same rows and ids, and tells nothing again', async () => {
  const tenantId = await storyOf(21);
  const [rows, told] = [await rowsOf(tenantId), await toldOf(site, tenantId)];
  for (const table of TABLES) assert.ok((rows[table]?.length ?? 0) > 30, `${table} ${rows[table]?.length}`);
  await site.headcount.rebuild();
  await site.settled();
  assert.deepEqual(await rowsOf(tenantId), rows);
  assert.deepEqual(await toldOf(site, tenantId), told);
});

test('keeps what was believed, appends what comes out otherwise when derived anew, and tells of that', async () => {
  const tenantId = await storyOf(22);
  const right = await believed(tenantId);
  const { admin } = site.postgres;
  const [mark] = right.marks;
  const [moved, lost] = right.events;
  const stranger = uuidv7();
  await admin`update headcount.mark_spans set valid_to = valid_from + interval '1 second'
    where tenant_id = ${tenantId} and mark_id = ${mark?.['mark_id']} and counts`;
  await admin`update headcount.limit_events set count = count + 5
    where tenant_id = ${tenantId} and event_id = ${moved?.['event_id']} and counts`;
  await admin`insert into headcount.limit_events (tenant_id, event_id, revision, limit_id, kind, at, count, retracted, known_from)
    select tenant_id, ${stranger}, 0, limit_id, 'BELOW_MINIMUM', ${NOON + 86_400_000_000}, 0, false, known_from
    from headcount.limit_events where tenant_id = ${tenantId} and event_id = ${lost?.['event_id']} and counts`;
  const [rows, told] = [await rowsOf(tenantId), await toldOf(site, tenantId)];
  await site.headcount.rebuild();
  await site.settled();
  assert.deepEqual(await believed(tenantId), right);
  const news = (await toldOf(site, tenantId)).slice(told.length);
  assert.deepEqual(
    news.map(({ eventId, status }) => [eventId, status]).toSorted(),
    [
      [moved?.['event_id'], 'REVISED'],
      [stranger, 'RETRACTED'],
    ].toSorted(),
  );
  const after = await rowsOf(tenantId);
  assert.equal(after['limit_events']?.length, (rows['limit_events']?.length ?? 0) + 2, 'nothing is rewritten');
  assert.equal(after['mark_spans']?.length, (rows['mark_spans']?.length ?? 0) + 1);
  await site.headcount.rebuild();
  await site.settled();
  assert.deepEqual(await rowsOf(tenantId), after);
});

test('how far was derived never goes back', async () => {
  const tenantId = uuidv7();
  const reached = await site.others.withConsumer(async (tx) => {
    await tx.asTenant(tenantId);
    await lockDerived(tx, tenantId);
    await noteDerived(tx, 10);
    await noteDerived(tx, 5);
    return lockDerived(tx, tenantId);
  });
  assert.equal(reached, 10);
});
