import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { testViewer } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const MARK = 'mutation M($input: MarkPresenceInput!) { markPresence(input: $input) { userErrors { message } } }';

/** A muster site with a guard who marks people in and out of the store, by the minute. */
async function guarded() {
  const here = await musterSite(site);
  const viewer = testViewer(here.tenantId, ['headcount:read', 'headcount:write'], { units: null });
  const people = await Promise.all([0, 1, 2, 3, 4].map(() => here.tenant.person()));
  const mark = async (who: number, minutes: number, kind: 'IN' | 'OUT' = 'IN') => {
    const at = new Date(NOON + minutes * MINUTE).toISOString();
    const input = { personId: people[who], geofenceId: here.store, kind, at };
    const { data, errors } = await site.run(MARK, { viewer, variables: { input } });
    assert.deepEqual([errors, data?.markPresence.userErrors], [undefined, []]);
  };
  /** Numbers of the people on a list, with how they came onto it. */
  const listed = async (musterId: string) => {
    const { people: all } = await here.ask(musterId, 'people { nodes { person { id } origin } }');
    return all.nodes.map(({ person, origin }: any) => `${people.indexOf(person.id)} ${origin}`).toSorted();
  };
  /** Kinds of the acts of a muster. */
  const acts = async (musterId: string) => {
    const { acts: all } = await here.ask(musterId, 'acts { nodes { kind } }');
    return all.nodes.map(({ kind }: any) => kind);
  };
  return { ...here, people, guard: mark, listed, acts };
}

test('who is marked in afterwards for the time of the start is expected', async () => {
  site.clock.set(NOON);
  const { start, guard, ask, watch, people, store, listed } = await guarded();
  const musterId = await start();
  const stream = watch(musterId);
  const { cursor } = await stream.next();
  site.clock.set(NOON + MINUTE);
  await guard(0, -20);
  const change = await stream.next();
  assert.deepEqual(change.people, [{ person: { id: people[0] }, state: 'UNACCOUNTED' }]);
  assert.deepEqual(change.muster.counts, { total: 1, accounted: 0, missing: 1 });
  await stream.end();
  const again = watch(musterId, { after: cursor });
  assert.deepEqual((await again.next()).people, change.people, 'whoever comes back hears of it too');
  await again.end();
  const { acts, people: all } = await ask(
    musterId,
    'acts { nodes { kind person { id } zone { id } } } people { nodes { lastZone { id } departureZone { id } } }',
  );
  assert.deepEqual(acts.nodes.slice(1), [{ kind: 'MARKED_IN', person: { id: people[0] }, zone: { id: store } }]);
  assert.deepEqual(all.nodes, [{ lastZone: { id: store }, departureZone: { id: store } }]);
  assert.deepEqual(await listed(musterId), ['0 EXPECTED_LATE']);
});

test('only a mark that covers the start does so, once, and takes nobody off', async () => {
  site.clock.set(NOON);
  const { start, guard, listed, acts } = await guarded();
  await guard(0, -30);
  await guard(1, -10, 'OUT');
  const musterId = await start();
  site.clock.set(NOON + MINUTE);
  await guard(0, -25);
  await guard(1, -20);
  await guard(2, 0.5);
  await guard(3, -20, 'OUT');
  await guard(0, -5, 'OUT');
  assert.deepEqual(await listed(musterId), ['0 EXPECTED']);
  assert.deepEqual(await acts(musterId), ['STARTED']);
});

test('one that is over learns of it, one that was called off does not', async () => {
  site.clock.set(NOON);
  const { start, change, guard, listed, acts } = await guarded();
  const off = await start();
  await change('endMuster', { musterId: off, cancelled: true, note: 'false alarm' });
  const over = await start();
  site.clock.set(NOON + MINUTE);
  await change('endMuster', { musterId: over });
  await guard(4, -20);
  assert.deepEqual(await listed(over), ['4 EXPECTED_LATE']);
  assert.deepEqual(await acts(off), ['STARTED', 'CANCELLED']);
});

test('who is marked in while a muster is planned is expected', async () => {
  site.clock.set(NOON);
  const { tenantId, building, guard, change, listed, acts, mark, people } = await guarded();
  await site.settled();
  const input = { placeId: building, mode: 'DRILL', name: 'Exercise', idempotencyKey: 'alarm' };
  const { starting } = await site.postgres.admin.begin(async (sql) => {
    // Nobody starts a muster until this ends.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`start muster ${tenantId}`}, 0))`;
    const started = change('startMuster', input);
    const waits = async () => (await sql`select from pg_locks where locktype = 'advisory' and not granted`).length > 0;
    while (!(await waits())) await sleep(20);
    await guard(0, -1);
    await guard(1, -1);
    await guard(2, -2);
    await guard(2, -1, 'OUT');
    return { starting: started };
  });
  const { muster } = await starting;
  assert.deepEqual(await listed(muster.id), ['0 EXPECTED_LATE', '1 EXPECTED_LATE']);
  await mark(muster.id, people[0] ?? '');
  assert.deepEqual(await acts(muster.id), ['STARTED', 'MARKED_IN', 'MARKED_IN', 'MARKED']);
});
