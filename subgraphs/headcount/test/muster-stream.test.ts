import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { decodeCursor, encodeCursor } from '@trekker/kit';

import { createMusterBoards } from '../src/workers/muster/boards.ts';
import { NOON, NOWHERE, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite, WARDEN } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const CREW = '01900000-0000-7000-8000-0000000000c1';
const OTHERS = '01900000-0000-7000-8000-0000000000c2';

async function crowded(units: readonly (string | null)[] = [null, null, null]) {
  site.clock.set(NOON);
  const here = await musterSite(site);
  const people = await Promise.all(units.map((unit) => here.tenant.person(unit)));
  const inside = await here.visits(
    ...people.map((personId) => ({ personId, geofenceId: here.hall, from: NOON - MINUTE })),
  );
  return { ...here, people, inside, musterId: await here.start() };
}

const statesIn = ({ people }: any) => Object.fromEntries(people.map((one: any) => [one.person.id, one.state]));

test('tells everybody on the list first, then whoever changes with the counters, and what was missed behind a cursor', async () => {
  const { people, musterId, watch, visits, east, mark, change } = await crowded();
  const [ada = '', ben = '', cleo = ''] = people;
  const stream = watch(musterId);
  const first = await stream.next();
  assert.deepEqual([first.snapshot, first.muster.counts], [true, { total: 3, accounted: 0, missing: 3 }]);
  assert.deepEqual(Object.keys(statesIn(first)).toSorted(), people.toSorted());
  site.clock.set(NOON + 2 * MINUTE);
  const [told = ''] = await visits({ personId: ada, geofenceId: east, from: NOON + MINUTE });
  const second = await stream.next();
  assert.deepEqual([second.snapshot, statesIn(second)], [false, { [ada]: 'SAFE' }]);
  assert.deepEqual(second.muster.counts, { total: 3, accounted: 1, missing: 2 });
  await stream.end();
  await mark(musterId, ben, { kind: 'INJURED' });
  await visits({ personVisitId: told, personId: ada, geofenceId: east, from: NOON + MINUTE, retracted: true });
  await visits({ personId: cleo, geofenceId: east, from: NOON + 3 * MINUTE });
  const back = watch(musterId, { after: second.cursor });
  const missed = await back.next();
  const states = statesIn(missed);
  assert.deepEqual([missed.snapshot, states[ada], states[ben]], [false, 'UNACCOUNTED', 'INJURED']);
  site.clock.set(NOON + 3 * MINUTE);
  assert.deepEqual(
    statesIn(await back.next()),
    { [cleo]: 'SAFE' },
    'whose clock ran ahead is safe when their time comes',
  );
  await change('pauseMuster', { musterId });
  assert.equal((await back.next()).muster.status, 'PAUSED');
  await change('endMuster', { musterId });
  assert.equal((await back.next()).muster.status, 'ENDED');
  await back.end();
});

test('tells of people who come onto the list, and of whoever turns out never to have been there', async () => {
  const { musterId, watch, visits, tenant, hall } = await crowded([null]);
  const dora = await tenant.person();
  const stream = watch(musterId);
  await stream.next();
  site.clock.set(NOON + MINUTE);
  const [personVisitId = ''] = await visits({ personId: dora, geofenceId: hall, from: NOON + 1 });
  assert.deepEqual(statesIn(await stream.next()), { [dora]: 'UNACCOUNTED' });
  await visits({ personVisitId, personId: dora, geofenceId: hall, from: NOON + 1, retracted: true });
  assert.deepEqual((await stream.next()).gone, [dora]);
  await stream.end();
});

test('tells a viewer of units of their people only', async () => {
  const { people, musterId, watch, visits, east, viewer } = await crowded([CREW, OTHERS]);
  const [ada = '', ben = ''] = people;
  const stream = watch(musterId, { as: viewer([CREW]) });
  const first = await stream.next();
  assert.deepEqual([statesIn(first), first.muster.counts.total], [{ [ada]: 'UNACCOUNTED' }, 1]);
  site.clock.set(NOON + 2 * MINUTE);
  await visits({ personId: ben, geofenceId: east, from: NOON + MINUTE });
  await new Promise((resolve) => setTimeout(resolve, 600));
  await visits({ personId: ada, geofenceId: east, from: NOON + MINUTE });
  const second = await stream.next();
  assert.deepEqual(
    [statesIn(second), second.gone],
    [{ [ada]: 'SAFE' }, []],
    'nothing was told of the other in between',
  );
  await stream.end();
});

test('refuses cursors it cannot continue, musters that do not exist, and whoever may not read them', async () => {
  const { musterId, watch, viewer } = await crowded([null]);
  const stream = watch(musterId);
  const { cursor } = await stream.next();
  await stream.end();
  const point = decodeCursor(cursor);
  const [acts = ''] = Object.keys(point).filter((key) => key.startsWith('muster/'));
  const theirs = await crowded([null]);
  for (const after of [
    encodeCursor({ ...point, [acts]: 99 }),
    encodeCursor({ ...point, [`person-visits/${viewer().tenantId}/0`]: 999_999 }),
    encodeCursor({ clock: 1 }),
  ]) {
    assert.equal(await watch(musterId, { after }).next(), 'CURSOR_EXPIRED');
  }
  assert.equal(await theirs.watch(theirs.musterId, { after: cursor }).next(), 'CURSOR_EXPIRED');
  assert.equal(await watch(musterId, { after: 'nonsense' }).next(), 'INVALID_INPUT');
  assert.equal(await theirs.watch(musterId).next(), 'NOT_FOUND');
  assert.equal(await watch(NOWHERE).next(), 'NOT_FOUND');
  assert.equal(await watch(musterId, { as: viewer(null, ['headcount:read']) }).next(), 'FORBIDDEN');
});

test('ends when the permission does', async () => {
  const { musterId, watch, viewer, visits, people, east } = await crowded([null]);
  const until = NOON + MINUTE;
  const as = { ...viewer(), grants: [{ permissions: WARDEN, units: null, places: null, until }] };
  const stream = watch(musterId, { as });
  await stream.next();
  site.clock.set(until);
  await visits({ personId: people[0] ?? '', geofenceId: east, from: NOON + 1 });
  assert.equal(await stream.next(), null);
});

test('a muster that is over does not grow with what happens later', async () => {
  const { people, musterId, visits, hall, tenantId, change, tenant } = await crowded([null]);
  const boards = createMusterBoards();
  site.clock.set(NOON + MINUTE);
  await change('endMuster', { musterId });
  const look = async () => {
    const { result } = await site.others.withTenant(tenantId, (tx) =>
      boards.of(tx, { tenantId, musterId, now: site.clock.now() }),
    );
    return [...(result?.board.histories.values() ?? [])].reduce((sum, one) => sum + one.revisions.length, 0);
  };
  const before = await look();
  for (let day = 1; day <= 5; day += 1) {
    site.clock.set(NOON + day * 86_400_000);
    const one = await tenant.person();
    await visits(
      {
        personId: one,
        geofenceId: hall,
        from: NOON + day * 86_400_000,
        to: NOON + day * 86_400_000 + MINUTE,
        endReason: 'LEFT',
      },
      { personId: people[0] ?? '', geofenceId: hall, from: NOON + day * 86_400_000 },
    );
    await look();
  }
  assert.equal(await look(), before);
});

test('a cursor from before somebody left the units of the viewer is refused, for nothing would tell that they are gone', async () => {
  const { people, musterId, watch, viewer, tenant } = await crowded([CREW, OTHERS]);
  const [ada = ''] = people;
  const stream = watch(musterId, { as: viewer([CREW]) });
  const { cursor, people: first } = await stream.next();
  assert.deepEqual(statesIn({ people: first }), { [ada]: 'UNACCOUNTED' });
  await stream.end();
  await tenant.changePerson(ada, { unitId: OTHERS });
  await site.settled();
  const told = watch(musterId, { as: viewer([CREW]), after: cursor }).next();
  assert.equal(await Promise.race([told, sleep(2_500, 'silence', { ref: false })]), 'CURSOR_EXPIRED');
  const afresh = await watch(musterId, { as: viewer([CREW]) }).next();
  assert.deepEqual(afresh.people, []);
});

test('behind a cursor who left the list is told to who may see all; others, who may not know whose they were, start anew', async () => {
  const { musterId, watch, visits, hall, tenant, viewer } = await crowded([CREW]);
  const dora = await tenant.person(OTHERS);
  site.clock.set(NOON + MINUTE);
  const [personVisitId = ''] = await visits({ personId: dora, geofenceId: hall, from: NOON + 1 });
  const cursors = [];
  for (const as of [viewer(), viewer([CREW])]) {
    const stream = watch(musterId, { as });
    cursors.push((await stream.next()).cursor);
    await stream.end();
  }
  await visits({ personVisitId, personId: dora, geofenceId: hall, from: NOON + 1, retracted: true });
  const [all, few] = cursors;
  assert.deepEqual((await watch(musterId, { after: all }).next()).gone, [dora]);
  assert.equal(await watch(musterId, { as: viewer([CREW]), after: few }).next(), 'CURSOR_EXPIRED');
});

test('a correction takes back the begin of a visit also where a muster is over, and the visit began after it', async () => {
  const { people, inside, musterId, states, visits, hall, change } = await crowded([null]);
  const [ada = ''] = people;
  site.clock.set(NOON + MINUTE);
  await change('endMuster', { musterId });
  assert.deepEqual(await states(musterId), { [ada]: 'UNACCOUNTED' });
  site.clock.set(NOON + 3 * MINUTE);
  await visits({ personVisitId: inside[0] ?? '', personId: ada, geofenceId: hall, from: NOON + 2 * MINUTE });
  assert.deepEqual(await states(musterId), { [ada]: 'REMOVED' });
});
