import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';

import { readEntries, uuidv7 } from '@trekker/kit';

import type { Headcount } from '../src/index.ts';
import type { Alone } from './derive-alone.ts';
import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite, type MusterSite, type ToldVisit } from './muster-site.ts';
import { seededRandom } from './seeded-random.ts';

const SECOND = 1_000;
const PEOPLE = 80;
const TABLES = ['musters', 'muster_expected', 'muster_acts', 'person_visits'];
const TOPICS = ['headcount', 'headcount-events'];
const SHOWN = `status counts { total accounted missing ask safe reEntered }
  report { secondsTo50 secondsTo90 curve { at accounted total } curveAsKnown { at accounted total } }
  people(first: 500) { nodes { person { id } state by since knownAt origin lastZone { id } silentSince } }`;

/** What becomes of somebody during ten minutes: to a station, back inside, to a station; here and there it is withdrawn. */
function wayOf(personId: string, { hall, store, east, west }: MusterSite): ToldVisit[] {
  const random = seededRandom(personId.charCodeAt(35) * 31 + personId.charCodeAt(34));
  const at = (second: number) => NOON + second * SECOND;
  const left = random.whole(10, 300);
  const there = left + random.whole(5, 100);
  const inside = { personVisitId: uuidv7(), personId, geofenceId: hall, from: NOON - 60 * SECOND };
  const station = { personVisitId: uuidv7(), personId, geofenceId: random.pick([east, west]), from: at(there) };
  const back = { personVisitId: uuidv7(), personId, geofenceId: store, from: at(there + 40) };
  const again = random.next() < 0.2;
  return [
    { ...inside, to: at(left), endReason: 'LEFT' },
    station,
    ...(random.next() < 0.2 ? [{ ...station, from: at(there + 3) }] : []),
    ...(random.next() < 0.1 ? [{ ...station, retracted: true }] : []),
    ...(again ? [{ ...station, to: at(there + 30), endReason: 'LEFT' }, back] : []),
    ...(again && random.next() < 0.5 ? [{ ...back, to: at(there + 90), endReason: 'LEFT' }] : []),
  ];
}

/** Everything that is kept, told and shown of a muster. */
async function everything(
  site: TestHeadcount,
  here: MusterSite,
  { musterId, on }: { musterId: string; on: Headcount },
) {
  const { admin } = site.postgres;
  const rows = TABLES.map((table) => admin`select to_jsonb(t) as row from ${admin(`headcount.${table}`)} t order by 1`);
  const told = TOPICS.map(async (topic) => {
    const head = { topic, tenantId: here.tenantId, partition: 0 };
    const read = await site.others.withTenant(here.tenantId, (tx) =>
      readEntries(tx.sql, head, { after: -1, limit: 500 }),
    );
    return read.result.map(({ id, type, payload }) => ({ id, type, payload }));
  });
  const document = `{ muster(id: "${musterId}") { ${SHOWN} } }`;
  const { data, errors } = await site.run(document, { viewer: here.viewer(), on });
  assert.equal(errors, undefined, JSON.stringify(errors));
  return { shown: data.muster, rows: await Promise.all(rows), told: await Promise.all(told) };
}

async function derivedBy<T>(on: Headcount, look: () => Promise<T>): Promise<T> {
  await on.start();
  assert.ok(await on.caughtUp(60_000));
  const found = await look();
  await on.stop();
  return found;
}

async function forget({ postgres: { admin } }: TestHeadcount): Promise<void> {
  await admin`truncate headcount.person_visits`;
  await admin`update headcount.derived set visits_offset = -1`;
  await admin`delete from headcount.checkpoints where projection = 'person-visits'`;
}

/** Lets a process derive until more is kept than before, and kills it in the middle of it. */
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

test('a muster shows, keeps and tells the same though its process is killed in the middle, and after a rebuild', async () => {
  await using site = await startHeadcount();
  const here = await musterSite(site);
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => here.tenant.person()));
  const ways = people.map((personId) => wayOf(personId, here));
  const start = ways.flatMap(([first]) => (first ? [{ ...first, to: null, endReason: null }] : []));
  await here.visits(...start);
  const musterId = await here.start();
  site.clock.set(NOON + 100 * SECOND);
  for (const personId of people.slice(0, 5)) await here.mark(musterId, personId, { kind: 'MISSING' });
  await here.change('pauseMuster', { musterId });
  await here.change('resumeMuster', { musterId });
  await site.headcount.stop();
  site.clock.set(NOON + 600 * SECOND);
  const entry = { topic: 'person-visits', subject: here.tenantId, type: 'person-visit-changed' };
  const longest = Math.max(...ways.map((way) => way.length));
  const told = Array.from({ length: longest }, (_, step) => ways.flatMap((way) => way[step] ?? [])).flat();
  for (let times = 0; times < 12; times += 1) {
    const payloads = told.map((visit) => ({
      trackerId: visit.personId,
      visitId: uuidv7(),
      to: null,
      stale: [],
      ...visit,
    }));
    for (let from = 0; from < payloads.length; from += 40)
      await site.publish(...payloads.slice(from, from + 40).map((payload) => ({ ...entry, payload })));
  }
  const undisturbed = site.elsewhere();
  const expected = await derivedBy(undisturbed, () => everything(site, here, { musterId, on: undisturbed }));
  const { counts } = expected.shown;
  assert.ok(counts.safe > 30 && counts.reEntered > 0, JSON.stringify(counts));
  const all = expected.rows.at(-1)?.length ?? 0;

  await forget(site);
  const progress = new Set<number>();
  for (let kills = 0; kills < 3 && !progress.has(all); kills += 1) progress.add(await deriveAndDie(site));
  assert.ok(
    [...progress].some((count) => count < all),
    `it was killed after ${[...progress].join(', ')} revisions`,
  );
  const last = site.elsewhere();
  assert.deepEqual(await derivedBy(last, () => everything(site, here, { musterId, on: last })), expected);

  const rebuilt = site.elsewhere();
  await rebuilt.start();
  await rebuilt.rebuild();
  assert.deepEqual(await everything(site, here, { musterId, on: rebuilt }), expected);
  await rebuilt.stop();
});
