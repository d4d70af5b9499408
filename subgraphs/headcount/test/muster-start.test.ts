import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { lockDerived } from '../src/db/derivation.ts';
import { mustersById } from '../src/db/muster/musters.ts';
import { createMusterBoards } from '../src/workers/muster/boards.ts';
import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;

const at = (ms: number) => site.clock.set(NOON + ms);
const codes = ({ userErrors }: any) => userErrors.map(({ code, field }: any) => `${code} ${field.join('.')}`);

test('a start that is asked for again answers as the first time, though its stations are gone since', async () => {
  at(0);
  const { tenant, change, building, east, west } = await musterSite(site);
  await site.settled();
  const input = { placeId: building, mode: 'DRILL', name: 'Exercise', idempotencyKey: 'alarm' };
  const { muster } = await change('startMuster', input);
  at(MINUTE);
  for (const stationId of [east, west]) await tenant.archive(stationId, NOON + 1, { kind: 'MUSTER_POINT' });
  await site.settled();
  assert.deepEqual(codes(await change('startMuster', { ...input, idempotencyKey: uuidv7() })), [
    'NO_STATION input.stationIds',
  ]);
  assert.deepEqual((await change('startMuster', input)).muster, muster);
  assert.deepEqual(codes(await change('startMuster', { ...input, name: 'Another' })), [
    'KEY_USED input.idempotencyKey',
  ]);
});

test('a start waits for what was told of visits before it, so that nobody is found out about late', async () => {
  at(0);
  const { tenant, tenantId, hall, building, change, ask } = await musterSite(site);
  const personId = await tenant.person();
  await site.settled();
  const starting = await site.postgres.admin.begin(async (sql) => {
    // Nobody keeps a visit until this ends.
    await sql`lock table headcount.person_visits in exclusive mode`;
    const payload = { personVisitId: uuidv7(), visitId: uuidv7(), trackerId: personId, personId, geofenceId: hall };
    const told = { ...payload, from: NOON - MINUTE, to: null, stale: [] };
    await site.publish({ topic: 'person-visits', subject: tenantId, type: 'person-visit-changed', payload: told });
    const input = { placeId: building, mode: 'DRILL', name: 'Exercise', idempotencyKey: 'alarm' };
    const started = change('startMuster', input);
    await sleep(250);
    return { started };
  });
  const { muster } = await starting.started;
  const { counts } = await ask(muster.id, 'counts { expectedAtStart expectedLate }');
  assert.deepEqual(counts, { expectedAtStart: 1, expectedLate: 0 });
});

test('many words at one moment are all kept, one after the other', async () => {
  at(0);
  const { tenant, start, mark, ask } = await musterSite(site);
  const people = await Promise.all(Array.from({ length: 12 }, () => tenant.person()));
  const musterId = await start();
  const marked = await Promise.all(people.map((personId) => mark(musterId, personId)));
  assert.deepEqual(marked.flatMap(codes), []);
  const { acts } = await ask(musterId, 'acts { nodes { kind } }');
  assert.equal(acts.nodes.length, 1 + people.length);
});

test('whoever sees an older state of the database is shown the newer list that is known already', async () => {
  at(0);
  const { tenant, tenantId, start, mark } = await musterSite(site);
  const personId = await tenant.person();
  const musterId = await start();
  const boards = createMusterBoards();
  const read: typeof site.others.withTenant = (id, look) => site.others.withTenant(id, look, { mode: 'snapshot' });
  await read(tenantId, async (older) => {
    const wanted = { tenantId, musterId, now: NOON };
    await mustersById(older, [musterId]); // what it sees is settled from here on
    await mark(musterId, personId);
    const { result: newer } = await read(tenantId, (tx) => boards.of(tx, wanted));
    assert.equal(newer?.point.acts, 2);
    assert.equal(await boards.of(older, wanted), newer);
  });
});

test('what cannot be done with a muster as it stands is refused with what to do instead', async () => {
  at(0);
  const { tenant, start, change, mark, east } = await musterSite(site);
  const personId = await tenant.person();
  const musterId = await start();
  const said = await mark(musterId, personId, { idempotencyKey: 'before' });
  const { code } = await change('createMusterStationCode', { musterId, stationId: east });
  const problem = async (name: string, input: object = {}) => {
    const { userErrors } = await change(name, { musterId, ...input });
    assert.deepEqual(codes({ userErrors }), ['WRONG_STATUS input.musterId'], name);
    return userErrors[0].message;
  };
  assert.match(await problem('resumeMuster'), /is paused, it is RUNNING; its clock runs already, pause it first$/);
  await change('pauseMuster', { musterId });
  assert.match(await problem('pauseMuster'), /runs, it is PAUSED; its clock stands still already, resume it first$/);
  await change('endMuster', { musterId, cancelled: true, note: 'a false alarm' });
  for (const name of ['pauseMuster', 'resumeMuster', 'endMuster'])
    assert.match(await problem(name), /goes on, it is CANCELLED; start another one$/);
  assert.match(await problem('createMusterStationCode', { stationId: east }), /start another one$/);
  const word = { personId, kind: 'SAFE', idempotencyKey: uuidv7() };
  assert.match(await problem('markMuster', word), /was not called off, it is CANCELLED; say it in another one$/);
  const scan = await change('musterCheckIn', { code, personId, idempotencyKey: uuidv7() });
  assert.deepEqual(codes(scan), ['WRONG_STATUS input.musterId']);
  const again = await mark(musterId, personId, { idempotencyKey: 'before' });
  assert.deepEqual([again.userErrors, again.act.id], [[], said.act.id], 'what was kept before is answered again');
});

test('a start waits for whoever is just being marked in', async () => {
  at(0);
  const { tenantId, start } = await musterSite(site);
  await site.settled();
  const { promise: marked, resolve: commit } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const marking = site.others.withTenant(tenantId, async (tx) => {
    await lockDerived(tx, tenantId);
    begin();
    await marked;
  });
  await begun;
  let isStarted = false;
  const starting = start().then(() => (isStarted = true));
  await sleep(400);
  assert.equal(isStarted, false);
  commit();
  await Promise.all([marking, starting]);
});
