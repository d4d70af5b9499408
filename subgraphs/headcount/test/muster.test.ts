import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const COUNTS = `counts { total accounted missing unaccounted safe ask wrongStation offSite injured reEntered markedMissing
  removed expectedAtStart expectedLate arrived }`;

/** Makes the clock stand at an instant after the start of the file's time. */
const at = (ms: number) => site.clock.set(NOON + ms);

test('expects everybody whom the headcount counts at the start, in whatever state, and nobody else', async () => {
  at(0);
  const { tenant, hall, east, visits, start, ask, store, viewer, ...here } = await musterSite(site);
  const [ada, ben, cleo, dora, emil] = await Promise.all([0, 1, 2, 3, 4].map(() => tenant.person()));
  const since = NOON - 60 * MINUTE;
  await visits(
    { personId: ada, geofenceId: hall, from: since },
    { personId: ben, geofenceId: hall, from: since, stale: [{ from: NOON - 5 * MINUTE, to: null }] },
    {
      personId: cleo,
      geofenceId: store,
      from: since,
      to: NOON - 20 * MINUTE,
      endReason: 'STALE',
      lost: { from: NOON - 20 * MINUTE, to: null },
    },
    { personId: dora, geofenceId: store, from: since, to: NOON - 20 * MINUTE, endReason: 'LEFT' },
    { personId: emil, geofenceId: east, from: since },
  );
  const musterId = await start();
  const { people, counts, stations } = await ask(
    musterId,
    `${COUNTS} stations { id } people { totalCount nodes {
      person { id } state origin silentSince departureZone { id } lastZone { id } } }`,
  );
  assert.deepEqual([counts.total, counts.missing, counts.expectedAtStart], [3, 3, 3]);
  assert.deepEqual(stations.map(({ id }: any) => id).toSorted(), [east, here.west].toSorted());
  const lines = people.nodes.map((one: any) => [
    [ada, ben, cleo].indexOf(one.person.id),
    one.state,
    one.origin,
    one.lastZone.id,
    one.departureZone.id,
    one.silentSince && (Date.parse(one.silentSince) - NOON) / MINUTE,
  ]);
  assert.deepEqual(lines.toSorted(), [
    [0, 'UNACCOUNTED', 'EXPECTED', hall, hall, null],
    [1, 'UNACCOUNTED', 'EXPECTED', hall, hall, -5],
    [2, 'UNACCOUNTED', 'EXPECTED', store, store, -20],
  ]);
  assert.equal(await ask(uuidv7(), 'id'), null);
  assert.equal(viewer().tenantId, tenant.tenantId);
});

test('accounts for people by zone, by warden and by code, and undoes it when they go back in', async () => {
  at(0);
  const { tenant, hall, east, west, visits, start, ask, states, change, mark } = await musterSite(site);
  const [ada = '', ben = '', cleo = '', dora = ''] = await Promise.all([0, 1, 2, 3].map(() => tenant.person()));
  const people = [ada, ben, cleo, dora];
  const inside = await visits(...people.map((personId) => ({ personId, geofenceId: hall, from: NOON - MINUTE })));
  const musterId = await start();
  at(2 * MINUTE);
  const [, atEast = ''] = await visits(
    {
      personVisitId: inside[0] ?? '',
      personId: ada,
      geofenceId: hall,
      from: NOON - MINUTE,
      to: NOON + MINUTE,
      endReason: 'LEFT',
    },
    { personId: ada, geofenceId: east, from: NOON + MINUTE },
  );
  assert.deepEqual((await mark(musterId, ben, { kind: 'OFF_SITE', note: 'went home' })).person, { state: 'OFF_SITE' });
  const { code } = await change('createMusterStationCode', { musterId, stationId: west });
  const scanned = await change('musterCheckIn', { code, personId: cleo, idempotencyKey: 'scan' });
  assert.deepEqual(scanned.person, { state: 'SAFE', by: 'QR' });
  assert.deepEqual(await states(musterId), { [ada]: 'SAFE', [ben]: 'OFF_SITE', [cleo]: 'SAFE', [dora]: 'UNACCOUNTED' });
  at(3 * MINUTE);
  await visits({
    personVisitId: atEast,
    personId: ada,
    geofenceId: east,
    from: NOON + MINUTE,
    to: NOON + 3 * MINUTE,
    endReason: 'LEFT',
  });
  assert.equal(
    (await states(musterId))[ada],
    'SAFE',
    'who leaves a station is safe as long as they are nowhere inside',
  );
  await visits({ personId: ada, geofenceId: hall, from: NOON + 3 * MINUTE });
  assert.equal((await states(musterId))[ada], 'RE_ENTERED');
  const { counts, byStation, acts } = await ask(
    musterId,
    `${COUNTS} byStation { station { id } accounted } acts { nodes { kind note person { id } mark by station { id } } }`,
  );
  assert.deepEqual([counts.total, counts.accounted, counts.missing, counts.reEntered], [4, 2, 2, 1]);
  assert.deepEqual(
    byStation.map((one: any) => [one.station.id, one.accounted]).toSorted(),
    [
      [east, 0],
      [west, 1],
    ].toSorted(),
  );
  assert.deepEqual(
    acts.nodes.map((one: any) => [one.kind, one.mark, one.note]),
    [
      ['STARTED', null, null],
      ['MARKED', 'OFF_SITE', 'went home'],
      ['CODE_MADE', null, null],
      ['MARKED', 'SAFE', null],
    ],
  );
});
