import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { nat, sample } from 'fast-check';

import type { Alone } from './derive-alone.ts';
import { square, startGeofences, type TestGeofences } from './geofences.ts';
import { tellSteps } from './people-entries.ts';
import { interleaved, tracksOf, type Step } from './people-steps.ts';

/** What stage two derives, and where it tells of it. */
const TABLES = ['person_visits', 'carried_visits', 'assignments', 'silences', 'hearings', 'stays', 'geofence_events'];
const TOPICS = ['person-visits', 'geofence-events'];

async function derived(site: TestGeofences, tenants: readonly string[]) {
  const rows = TABLES.map(
    (table) => site.postgres.admin`select * from geofences.${site.postgres.admin(table)} t order by t::text`,
  );
  const told = tenants.flatMap((tenantId) => TOPICS.map((topic) => site.log(tenantId, topic)));
  return {
    rows: await Promise.all(rows),
    told: (await Promise.all(told)).map((entries) =>
      entries.map(({ type, payload, causedBy }) => ({ type, payload, causedBy })),
    ),
  };
}

async function forget({ postgres: { admin } }: TestGeofences): Promise<void> {
  await admin`truncate ${admin([...TABLES, 'speaker_deadlines'].map((table) => `geofences.${table}`))}`;
  await admin`delete from geofences.checkpoints where projection = 'person-visits'`;
  for (const table of ['entries', 'heads']) await admin`delete from log.${admin(table)} where topic = any(${TOPICS})`;
}

/** Lets a process derive until more is believed than before, and kills it in the middle of it. */
async function deriveAndDie(site: TestGeofences): Promise<number> {
  const databaseSecret = site.postgres.secret.derive('database trekker_geofences').toString('base64');
  const alone: Alone = { address: site.postgres.address, databaseSecret };
  const before = await events(site);
  const child = fork(new URL('derive-alone.ts', import.meta.url), [JSON.stringify(alone)]);
  const exited = once(child, 'exit');
  for (let tries = 0; tries < 2_000 && (await events(site)) === before; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  assert.deepEqual(await exited, [null, 'SIGKILL']);
  return events(site);
}

async function events({ postgres: { admin } }: TestGeofences): Promise<number> {
  const [row] = await admin<{ n: number }[]>`select count(*) as n from geofences.geofence_events`;
  return row?.n ?? 0;
}

test('tells each person’s visit and each event once, and the same, although it is killed again and again', async () => {
  await using site = await startGeofences({ start: false });
  const viewer = site.tenant();
  const yards = [0, 1].map((index) => site.fence(viewer, { name: `Yard ${index}`, boundary: square(10 + index, 20) }));
  const geofences = new Map((await Promise.all(yards)).map((id, index) => [`g${index}`, id]));
  const scenes = sample(tracksOf, { numRuns: 250, seed: 9 }).map((tracks, index): Step[] =>
    interleaved(tracks, sample(nat({ max: 99 }), { numRuns: 9, seed: index })),
  );
  for (const steps of scenes) await tellSteps(site, viewer.tenantId, { steps, ids: new Map(geofences) });
  assert.ok(scenes.flat().length > 1_000, `only ${scenes.flat().length} steps`);
  const undisturbed = site.elsewhere();
  await undisturbed.start();
  await site.caughtUp(undisturbed);
  await undisturbed.stop();
  const expected = await derived(site, [viewer.tenantId]);
  const count = await events(site);
  assert.ok(count > 300, `only ${count} events`);
  await forget(site);

  const progress = new Set<number>();
  for (let kills = 0; kills < 3 && !progress.has(count); kills += 1) progress.add(await deriveAndDie(site));
  assert.ok(progress.size > 1, `it was killed after ${[...progress].join(', ')} events`);
  const last = site.elsewhere();
  await last.start();
  await site.caughtUp(last);
  assert.deepEqual(await derived(site, [viewer.tenantId]), expected);
});
