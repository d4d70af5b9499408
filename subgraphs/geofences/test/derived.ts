import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';

import type { Alone } from './derive-alone.ts';
import type { TestGeofences } from './geofences.ts';

/** What people made, which nothing derives. */
const MADE = ['places', 'place_plans', 'geofences', 'edits', 'geofence_versions'];
const TOLD = ['visits', 'person-visits', 'geofence-events'];

/** All beliefs about visits, with ids and times of knowing. */
export function derivedVisits({ postgres: { admin } }: TestGeofences) {
  return admin`select * from geofences.visits order by visit_id, revision`;
}

/** Forgets everything that was derived, and what was published of it. */
export async function forgetDerived({ postgres: { admin } }: TestGeofences): Promise<void> {
  const tables = await admin<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'geofences' and tablename <> all(${MADE})`;
  await admin`truncate ${admin(tables.map(({ name }) => `geofences.${name}`))}`;
  for (const table of ['entries', 'heads'])
    await admin`delete from ${admin(`log.${table}`)} where topic = any(${TOLD})`;
}

/** Lets a process derive until there is more than before, and kills it in the middle of it; how many beliefs there are. */
export async function deriveAndDie(site: TestGeofences): Promise<number> {
  const databaseSecret = site.postgres.secret.derive('database trekker_geofences').toString('base64');
  const alone: Alone = { address: site.postgres.address, databaseSecret };
  const before = await beliefs(site);
  const child = fork(new URL('derive-alone.ts', import.meta.url), [JSON.stringify(alone)]);
  const exited = once(child, 'exit');
  for (let tries = 0; tries < 2_000 && (await beliefs(site)) === before; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 2));
  child.kill('SIGKILL');
  assert.deepEqual(await exited, [null, 'SIGKILL']);
  return beliefs(site);
}

async function beliefs({ postgres: { admin } }: TestGeofences): Promise<number> {
  const [row] = await admin<{ n: number }[]>`select count(*) as n from geofences.visits`;
  return row?.n ?? 0;
}
