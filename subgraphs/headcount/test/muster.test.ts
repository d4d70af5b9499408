import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Viewer } from '@trekker/kit';

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
  const [ada = '', ben = '', cleo = '', dora = '', emil = ''] = await Promise.all(
    [0, 1, 2, 3, 4].map(() => tenant.person()),
  );
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

test('late data put people on the list and take nobody off it silently', async () => {
  at(0);
  const { tenant, hall, visits, start, ask } = await musterSite(site);
  const [gone = '', late = '', comer = ''] = await Promise.all([0, 1, 2].map(() => tenant.person()));
  const [visit = ''] = await visits({ personId: gone, geofenceId: hall, from: NOON - 10 * MINUTE });
  const musterId = await start();
  at(5 * MINUTE);
  await visits(
    {
      personVisitId: visit,
      personId: gone,
      geofenceId: hall,
      from: NOON - 10 * MINUTE,
      to: NOON - MINUTE,
      endReason: 'LEFT',
    },
    { personId: late, geofenceId: hall, from: NOON - 2 * MINUTE },
    { personId: comer, geofenceId: hall, from: NOON + 4 * MINUTE },
  );
  const { people, counts } = await ask(musterId, `${COUNTS} people { nodes { person { id } origin state leftAt } }`);
  const lines = people.nodes.map((one: any) => [
    [gone, late, comer].indexOf(one.person.id),
    one.origin,
    one.state,
    one.leftAt,
  ]);
  assert.deepEqual(lines.toSorted(), [
    [0, 'REMOVED', 'REMOVED', new Date(NOON - MINUTE).toISOString()],
    [1, 'EXPECTED_LATE', 'UNACCOUNTED', null],
    [2, 'ARRIVED', 'UNACCOUNTED', null],
  ]);
  const { total, removed, expectedAtStart, expectedLate, arrived } = counts;
  assert.deepEqual([total, removed, expectedAtStart, expectedLate, arrived], [2, 1, 1, 1, 1]);
  await visits({ personVisitId: visit, personId: gone, geofenceId: hall, from: NOON - 10 * MINUTE });
  const again = await ask(musterId, 'people { nodes { person { id } origin } }');
  assert.equal(again.people.nodes.find((one: any) => one.person.id === gone).origin, 'EXPECTED');
});

test('a correction that withdraws a visit to a station makes the person missing again', async () => {
  at(0);
  const { tenant, hall, east, visits, start, states } = await musterSite(site);
  const personId = await tenant.person();
  await visits({ personId, geofenceId: hall, from: NOON - MINUTE, to: NOON + MINUTE, endReason: 'LEFT' });
  const musterId = await start();
  at(3 * MINUTE);
  const [personVisitId = ''] = await visits({ personId, geofenceId: east, from: NOON + 2 * MINUTE });
  assert.equal((await states(musterId))[personId], 'SAFE');
  await visits({ personVisitId, personId, geofenceId: east, from: NOON + 2 * MINUTE, retracted: true });
  assert.equal((await states(musterId))[personId], 'UNACCOUNTED');
});

test('states after a restart are those before it, and those of another process, also in the middle of a muster', async () => {
  at(0);
  const here = await musterSite(site);
  const { tenant, hall, east, visits, start, mark, viewer } = here;
  const people = await Promise.all(Array.from({ length: 6 }, () => tenant.person()));
  await visits(...people.map((personId) => ({ personId, geofenceId: hall, from: NOON - MINUTE })));
  const musterId = await start();
  at(MINUTE);
  await visits(...people.slice(0, 2).map((personId) => ({ personId, geofenceId: east, from: NOON + MINUTE })));
  await mark(musterId, people[2] ?? '', { kind: 'OFF_SITE' });
  const before = await here.states(musterId);
  const there = await statesElsewhere(musterId, viewer());
  assert.deepEqual(there, before);
  assert.deepEqual(Object.values(before).toSorted(), ['OFF_SITE', 'SAFE', 'SAFE', ...Array(3).fill('UNACCOUNTED')]);
});

test('what is told after the end corrects the time until the end, and nothing later counts', async () => {
  at(0);
  const { tenant, hall, east, visits, start, states, change, mark, ask, viewer } = await musterSite(site);
  const [ada = '', ben = '', cleo = ''] = await Promise.all([0, 1, 2].map(() => tenant.person()));
  await visits(
    ...[ada, ben, cleo].map((personId) => ({
      personId,
      geofenceId: hall,
      from: NOON - MINUTE,
      to: NOON + MINUTE,
      endReason: 'LEFT',
    })),
  );
  const musterId = await start({ expectedMinutes: 5 });
  at(10 * MINUTE);
  const { muster } = await change('endMuster', { musterId, note: 'done' });
  assert.equal(muster.status, 'ENDED');
  at(30 * MINUTE);
  const [taken = ''] = await visits(
    { personId: ada, geofenceId: east, from: NOON + 4 * MINUTE },
    { personId: ben, geofenceId: east, from: NOON + 11 * MINUTE },
  );
  const wordInTime = await mark(musterId, cleo, { at: new Date(NOON + 6 * MINUTE).toISOString() });
  assert.deepEqual([wordInTime.userErrors, wordInTime.person.state], [[], 'SAFE']);
  const tooLate = await mark(musterId, ben, { at: new Date(NOON + 10 * MINUTE + 1).toISOString() });
  assert.equal(tooLate.userErrors[0].code, 'OUT_OF_RANGE');
  const wanted = { [ada]: 'SAFE', [ben]: 'UNACCOUNTED', [cleo]: 'SAFE' };
  assert.deepEqual(await states(musterId), wanted);
  const { report } = await ask(musterId, 'report { secondsTo50 secondsTo90 overdue curve { at accounted total } }');
  assert.deepEqual([report.secondsTo50, report.secondsTo90, report.overdue], [360, null, true]);
  assert.deepEqual(
    report.curve.map((point: any) => [(Date.parse(point.at) - NOON) / MINUTE, point.accounted, point.total]),
    [
      [0, 0, 3],
      [4, 1, 3],
      [6, 2, 3],
    ],
  );
  await visits({ personVisitId: taken, personId: ada, geofenceId: east, from: NOON + 4 * MINUTE, retracted: true });
  const corrected = { ...wanted, [ada]: 'UNACCOUNTED' };
  assert.deepEqual(await states(musterId), corrected);
  assert.deepEqual(await statesElsewhere(musterId, viewer()), corrected);
});

/** States of people by id, as a process tells them that has just started. */
async function statesElsewhere(musterId: string, viewer: Viewer): Promise<Record<string, string>> {
  const elsewhere = site.elsewhere();
  await elsewhere.start();
  const document = `{ muster(id: "${musterId}") { people { nodes { person { id } state } } } }`;
  const { data } = await site.run(document, { viewer, on: elsewhere });
  await elsewhere.stop();
  return Object.fromEntries(data.muster.people.nodes.map((one: any) => [one.person.id, one.state]));
}

test('whoever says something is answered how the person stands after it, also where time passes meanwhile', async (t) => {
  at(0);
  const { tenant, hall, west, visits, start, change, mark } = await musterSite(site);
  const [ada = '', ben = ''] = await Promise.all([0, 1].map(() => tenant.person()));
  await visits(...[ada, ben].map((personId) => ({ personId, geofenceId: hall, from: NOON - MINUTE })));
  const musterId = await start();
  const { code } = await change('createMusterStationCode', { musterId, stationId: west });
  const read = site.clock.now.bind(site.clock);
  t.mock.method(site.clock, 'now', () => {
    site.clock.advance(1);
    return read();
  });
  const scanned = await change('musterCheckIn', { code, personId: ada, idempotencyKey: 'scan' });
  assert.deepEqual(scanned.person, { state: 'SAFE', by: 'QR' });
  assert.deepEqual((await mark(musterId, ben, { kind: 'OFF_SITE' })).person, { state: 'OFF_SITE' });
});
