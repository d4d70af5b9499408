import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import type { Alone } from './derive-alone.ts';
import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso, WRITER } from './history.ts';
import { setLimit, toldOf } from './limits.ts';
import { seededRandom } from './seeded-random.ts';
import { randomWorld, type World } from './world.ts';

const SPANS = ['tenant_id', 'mark_id', 'person_id', 'geofence_id', 'kind', 'source', 'valid_from', 'valid_to'];
const SPAN_BELIEFS = [...SPANS, 'visits_offset', 'deeds_offset', 'known_from', 'known_to'];

/** Limits in every zone and place, none of which is reached yet, and in every zone somebody marked in. */
async function people(site: TestHeadcount, tenantId: string, world: World): Promise<void> {
  const entry = (topic: string, type: string, payload: object) => ({ topic, subject: tenantId, type, payload });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  const everybody = [...world.people.keys()];
  await site.publish(
    ...everybody.map((personId) => entry('trackers', 'person-created', { personId, unitId: null })),
    ...[...world.places].map(([placeId, path]) => entry('geofences', 'place-created', { placeId, path })),
    ...[...world.zones].map(([geofenceId, placeId]) =>
      entry('geofences', 'geofence-created', { geofenceId, placeId, ...held }),
    ),
  );
  await site.settled();
  site.clock.set(NOON - 7_200_000);
  for (const zoneId of world.zones.keys()) await setLimit(site, tenantId, { zoneId, maximum: 3 });
  for (const placeId of world.places.keys()) await setLimit(site, tenantId, { placeId, maximum: 11 });
  site.clock.set(NOON);
  for (const [index, geofenceId] of [...world.zones.keys()].entries()) {
    const input = { personId: everybody[index] ?? '', geofenceId, kind: 'IN', at: iso(NOON - 3_000_000 + index) };
    const document = 'mutation M($input: MarkPresenceInput!) { markPresence(input: $input) { userErrors { code } } }';
    const { errors } = await site.run(document, { viewer: testViewer(tenantId, WRITER), variables: { input } });
    assert.equal(errors, undefined);
  }
}

async function derived({ postgres: { admin } }: TestHeadcount) {
  const read = async (table: string) =>
    (await admin`select to_jsonb(t) as row from ${admin(`headcount.${table}`)} t order by t::text`).map(
      ({ row }) => row,
    );
  return { visits: await read('person_visits'), marks: await read('mark_spans'), events: await read('limit_events') };
}

/** Makes everything as it was before any visit was derived from. */
async function forget({ postgres: { admin } }: TestHeadcount, spans: readonly Record<string, unknown>[]) {
  await admin`truncate headcount.person_visits, headcount.mark_spans, headcount.limit_events`;
  await admin`insert into headcount.mark_spans ${admin(spans)}`;
  await admin`update headcount.derived set visits_offset = -1`;
  await admin`delete from headcount.checkpoints where projection = 'person-visits'`;
  for (const table of ['entries', 'heads'])
    await admin`delete from log.${admin(table)} where topic = 'headcount-events'`;
}

/** Lets a process derive until there are more events than before, and kills it in the middle of it. */
async function deriveAndDie({ postgres }: TestHeadcount): Promise<number> {
  const databaseSecret = postgres.secret.derive('database trekker_headcount').toString('base64');
  const alone: Alone = { address: postgres.address, databaseSecret };
  const count = async () => (await postgres.admin`select from headcount.person_visits`).length;
  const before = await count();
  const child = fork(new URL('derive-alone.ts', import.meta.url), [JSON.stringify(alone)]);
  const exited = once(child, 'exit');
  for (let tries = 0; tries < 4_000 && (await count()) === before; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  assert.deepEqual(await exited, [null, 'SIGKILL']);
  return count();
}

test('comes to the same rows, ids and times of knowing, and tells the same, though it is killed again and again', async () => {
  await using site = await startHeadcount();
  const random = seededRandom(31);
  const world = randomWorld(random, 400);
  const tenantId = uuidv7();
  await people(site, tenantId, world);
  assert.deepEqual(await toldOf(site, tenantId), []);
  await site.headcount.stop();
  const spans = await site.postgres.admin`select ${site.postgres.admin(SPAN_BELIEFS)} from headcount.mark_spans`;
  const entry = { topic: 'person-visits', subject: tenantId, type: 'person-visit-changed' };
  const said = world.visits.flat().map((payload) => ({ ...entry, payload }));
  for (let from = 0; from < said.length; from += 50) await site.publish(...said.slice(from, from + 50));
  const undisturbed = site.elsewhere();
  await undisturbed.start();
  assert.ok(await undisturbed.caughtUp(60_000));
  await undisturbed.stop();
  const [expected, told] = [await derived(site), await toldOf(site, tenantId)];
  assert.ok(expected.visits.length > 600 && expected.marks.length > 15 && expected.events.length > 200);
  await forget(site, spans);

  const progress = new Set<number>();
  for (let kills = 0; kills < 3 && !progress.has(expected.visits.length); kills += 1)
    progress.add(await deriveAndDie(site));
  assert.ok(progress.size > 1, `it was killed after ${[...progress].join(', ')} revisions`);
  const last = site.elsewhere();
  await last.start();
  assert.ok(await last.caughtUp(60_000));
  await last.stop();
  assert.deepEqual(await derived(site), expected);
  assert.deepEqual(await toldOf(site, tenantId), told);
});
