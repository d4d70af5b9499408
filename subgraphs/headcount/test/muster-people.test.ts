import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { NOON, NOWHERE, startHeadcount, type TestHeadcount } from './headcount.ts';
import { musterSite } from './muster-site.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const CREW = '01900000-0000-7000-8000-0000000000c1';
const OTHERS = '01900000-0000-7000-8000-0000000000c2';

const at = (ms: number) => site.clock.set(NOON + ms);
const codes = ({ userErrors }: any) => userErrors.map(({ code, field }: any) => `${code} ${field.join('.')}`);

test('stations of units and people decide by the policy, the nearest first', async () => {
  at(0);
  const { tenant, tenantId, hall, east, west, start, visits, states, change, ask } = await musterSite(site);
  const unit = { unitId: CREW, name: 'Crew', kind: 'COMPANY', parentId: null, path: [CREW] };
  await site.publish({ topic: 'tenancy', subject: tenantId, type: 'unit-created', payload: unit });
  const [ada, ben] = [await tenant.person(CREW), await tenant.person(CREW)];
  await visits(...[ada, ben].map((personId) => ({ personId, geofenceId: hall, from: NOON - MINUTE })));
  assert.deepEqual(codes(await change('setAssignedStation', { unitId: CREW, stationIds: [west] })), []);
  assert.deepEqual(codes(await change('setAssignedStation', { personId: ben, stationIds: [east] })), []);
  assert.deepEqual(codes(await change('setAssignedStation', { unitId: NOWHERE, stationIds: [west] })), [
    'NOT_FOUND input.unitId',
  ]);
  assert.deepEqual(codes(await change('setAssignedStation', { personId: ben, stationIds: [hall] })), [
    'NOT_FOUND input.stationIds',
  ]);
  assert.deepEqual(codes(await change('setAssignedStation', { stationIds: [] })), ['ONE_OF ']);
  const musterId = await start({ stationPolicy: 'REFUSE' });
  at(2 * MINUTE);
  await visits(...[ada, ben].map((personId) => ({ personId, geofenceId: east, from: NOON + MINUTE })));
  assert.deepEqual(await states(musterId), { [ada]: 'WRONG_STATION', [ben]: 'SAFE' });
  const { byStation, byCompany, people } = await ask(
    musterId,
    `byStation { station { id } accounted wrongStation assigned assignedMissing } byCompany { company { id } counts { total } }
     people { nodes { person { id } assignedStations { id } company { id } } }`,
  );
  assert.deepEqual(
    byStation
      .map((one: any) => [one.station.id, one.accounted, one.wrongStation, one.assigned, one.assignedMissing])
      .toSorted(),
    [
      [east, 1, 1, 1, 0],
      [west, 0, 0, 1, 1],
    ].toSorted(),
  );
  assert.deepEqual(byCompany, [{ company: { id: CREW }, counts: { total: 2 } }]);
  const of = people.nodes.find((one: any) => one.person.id === ada);
  assert.deepEqual([of.assignedStations, of.company], [[{ id: west }], { id: CREW }]);
});

test('a viewer limited to units sees, counts and marks the people of these only, and leads no muster', async () => {
  at(0);
  const { tenant, hall, start, visits, viewer, ask, states, change, building } = await musterSite(site);
  const [ada, ben] = [await tenant.person(CREW), await tenant.person(OTHERS)];
  await visits(...[ada, ben].map((personId) => ({ personId, geofenceId: hall, from: NOON - MINUTE })));
  const musterId = await start();
  const foreman = viewer([CREW]);
  assert.deepEqual(await states(musterId, foreman), { [ada]: 'UNACCOUNTED' });
  const seen =
    'counts { total } byCompany { counts { total } } byZone { counts { total } } report { counts { total } curve { total } }';
  const { counts, byCompany, byZone, report } = await ask(musterId, seen, foreman);
  assert.deepEqual(
    [counts.total, byCompany[0].counts.total, byZone[0].counts.total, report.counts.total],
    [1, 1, 1, 1],
  );
  assert.equal(report.curve.at(-1).total, 1);
  const mark = (personId: string) =>
    change('markMuster', { musterId, personId, kind: 'SAFE', idempotencyKey: uuidv7() }, foreman);
  assert.deepEqual(codes(await mark(ben)), ['NOT_FOUND input.personId']);
  assert.deepEqual(codes(await mark(ada)), []);
  await change('markMuster', { musterId, personId: ben, kind: 'MISSING', idempotencyKey: uuidv7() });
  const { acts } = await ask(musterId, 'acts { nodes { kind person { id } } }', foreman);
  assert.deepEqual(
    acts.nodes.map((act: any) => act.person?.id ?? null),
    [null, ada],
  );
  for (const [name, input] of Object.entries({
    startMuster: { placeId: building, mode: 'LIVE', name: 'Mine', idempotencyKey: 'x' },
    endMuster: { musterId },
    createMusterStationCode: { musterId, stationId: hall },
  })) {
    const document = `mutation M($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code } } }`;
    const { errors } = await site.run(document, { viewer: foreman, variables: { input } });
    assert.equal(errors?.[0]?.extensions?.['code'], 'FORBIDDEN', name);
  }
});

test('a viewer limited to units gives stations to these and their people only', async () => {
  at(0);
  const { tenant, east, viewer, change } = await musterSite(site);
  for (const unitId of [CREW, OTHERS]) await tenant.unit({ unitId });
  const [ada, ben] = [await tenant.person(CREW), await tenant.person(OTHERS)];
  await site.settled();
  const give = async (whom: object) =>
    codes(await change('setAssignedStation', { ...whom, stationIds: [east] }, viewer([CREW])));
  assert.deepEqual(await give({ unitId: OTHERS }), ['NOT_FOUND input.unitId']);
  assert.deepEqual(await give({ personId: ben }), ['NOT_FOUND input.personId']);
  assert.deepEqual([await give({ unitId: CREW }), await give({ personId: ada })], [[], []]);
});

test('a list is printed with everybody on it, by name where names are given, in the time zone of the site', async () => {
  at(10 * MINUTE);
  const { tenant, hall, start, visits, viewer } = await musterSite(site);
  const [ada, ben] = [await tenant.person(CREW), await tenant.person(OTHERS)];
  const silent = { endReason: 'DEVICE_OFF', lost: { from: NOON - MINUTE, to: null } };
  await visits(
    { personId: ada, geofenceId: hall, from: NOON - 9 * MINUTE, to: NOON - MINUTE, ...silent },
    { personId: ben, geofenceId: hall, from: NOON },
  );
  const id = await start({ name: 'Fire <1>' });
  const print = async (listedNames: object[] | null, units: readonly string[] | null = null) => {
    const document = `query P($of: [_Any!]!) { _entities(representations: $of) { ... on Muster { printable listedPersonIds } } }`;
    const of = [{ __typename: 'Muster', id, listedNames }];
    const { data, errors } = await site.run(document, { viewer: viewer(units), variables: { of } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data['_entities'][0];
  };
  const { printable, listedPersonIds } = await print([
    { personId: ada, name: 'Ada <b>' },
    { personId: ben, name: null },
  ]);
  assert.deepEqual(listedPersonIds, [ada, ben].toSorted());
  assert.ok(printable.includes('Drill: Fire &lt;1&gt;') && printable.includes('Ada &lt;b&gt;'));
  assert.ok(
    printable.includes('Hall, 2026-11-20 11:59 (11 min ago)'),
    'whose battery is dead stands there like all others',
  );
  assert.ok(printable.includes(`Name not known here (${ben})`));
  assert.match((await print(null)).printable, /2 people, 0 accounted for, 2 missing/);
  assert.deepEqual((await print(null, [CREW])).listedPersonIds, [ada]);
});

test('who was marked in by hand is expected like all others, and no tracker takes them off the list', async () => {
  at(0);
  const { tenant, hall, start, viewer, ask, mark } = await musterSite(site);
  const personId = await tenant.person();
  await site.settled();
  const clerk = viewer(null, ['headcount:read', 'headcount:write']);
  const document = 'mutation M($input: MarkPresenceInput!) { markPresence(input: $input) { userErrors { message } } }';
  const input = { personId, geofenceId: hall, kind: 'IN' };
  const { data, errors } = await site.run(document, { viewer: clerk, variables: { input } });
  assert.deepEqual([errors, data.markPresence.userErrors], [undefined, []]);
  at(MINUTE);
  const musterId = await start();
  const { people } = await ask(musterId, 'people { nodes { person { id } state origin lastZone { id } } }');
  const standing = { state: 'UNACCOUNTED', origin: 'EXPECTED', lastZone: { id: hall } };
  assert.deepEqual(people.nodes, [{ person: { id: personId }, ...standing }]);
  assert.equal((await mark(musterId, personId)).person.state, 'SAFE');
});

test('a spare tracker at a station, or one handed over there, makes nobody safe: a warden is asked', async () => {
  at(0);
  const { tenant, hall, east, start, visits, states, mark, ask } = await musterSite(site);
  const [ada, ben, cleo] = [await tenant.person(), await tenant.person(), await tenant.person()];
  const [phone, badge] = [uuidv7(), uuidv7()];
  const inside = { geofenceId: hall, from: NOON - MINUTE };
  const [adas = ''] = await visits({ ...inside, personId: ada, trackerId: phone }, { ...inside, personId: ben });
  const musterId = await start();
  at(6 * MINUTE);
  const since = NOON + 5 * MINUTE;
  await visits(
    { ...inside, personVisitId: adas, personId: ada, trackerId: phone, to: since, endReason: 'OTHER_TRACKER' },
    { personId: ada, geofenceId: east, from: since, trackerId: badge, alreadyInside: true },
    { personId: ben, geofenceId: east, from: since, trackerId: badge, alreadyInside: true },
    { personId: cleo, geofenceId: east, from: since, trackerId: badge, alreadyInside: true },
  );
  assert.deepEqual(await states(musterId), { [ada]: 'ASK', [ben]: 'ASK' });
  const { byStation } = await ask(musterId, 'byStation { station { id } accounted ask }');
  assert.deepEqual(
    byStation.find(({ station }: any) => station.id === east),
    { station: { id: east }, accounted: 0, ask: 2 },
  );
  assert.equal((await mark(musterId, ada)).person.state, 'SAFE');
});

test('who was marked out by hand is off the list until a tracker tells something new of them', async () => {
  at(0);
  const { tenant, hall, store, start, states, viewer, visits, ask, building, change } = await musterSite(site);
  const [ada, ben, cleo] = [await tenant.person(), await tenant.person(), await tenant.person()];
  const inside = { geofenceId: hall, from: NOON - 10 * MINUTE };
  const [adas = '', bens = ''] = await visits(...[ada, ben, cleo].map((personId) => ({ ...inside, personId })));
  const out = async (personId: string, time: number) => {
    const document =
      'mutation M($input: MarkPresenceInput!) { markPresence(input: $input) { userErrors { message } } }';
    const input = { personId, geofenceId: hall, kind: 'OUT', at: new Date(time).toISOString() };
    const clerk = viewer(null, ['headcount:read', 'headcount:write']);
    const { data, errors } = await site.run(document, { viewer: clerk, variables: { input } });
    assert.deepEqual([errors, data.markPresence.userErrors], [undefined, []]);
  };
  await out(ada, NOON - 5 * MINUTE);
  await out(ben, NOON - 5 * MINUTE);
  const musterId = await start();
  assert.deepEqual(await states(musterId), { [cleo]: 'UNACCOUNTED' });
  at(10 * MINUTE);
  const silent = { ...inside, probable: [{ from: NOON + MINUTE, to: null }] };
  await visits({ ...silent, personVisitId: adas, personId: ada }, { ...silent, personVisitId: bens, personId: ben });
  assert.deepEqual(await states(musterId), { [cleo]: 'UNACCOUNTED' }, 'that they fell silent is nothing new');
  await visits({ personId: ben, geofenceId: store, from: NOON - 2 * MINUTE });
  await out(cleo, NOON + 9 * MINUTE);
  const { people } = await ask(musterId, 'people { nodes { person { id } state origin departureZone { id } } }');
  const lines = people.nodes.map((one: any) => [one.person.id, one.state, one.origin, one.departureZone.id]);
  const expected = [
    [ben, 'UNACCOUNTED', 'EXPECTED_LATE', store],
    [cleo, 'UNACCOUNTED', 'EXPECTED', hall],
  ];
  assert.deepEqual(lines, expected.toSorted());
  await change('endMuster', { musterId });
  assert.equal(Object.keys(await states(musterId)).length, 2, 'nor is it once the muster is over');
  const next = await change('startMuster', {
    placeId: building,
    mode: 'TEST',
    name: 'X',
    idempotencyKey: uuidv7(),
    stationPolicy: 'ALLOW',
  });
  assert.deepEqual(Object.keys(await states(next.muster.id)), [ben]);
});

test('who is told of before the start by a clock that runs ahead comes onto the list when their time comes', async () => {
  at(0);
  const { tenant, hall, start, states, visits } = await musterSite(site);
  const personId = await tenant.person();
  await visits({ personId, geofenceId: hall, from: NOON + 2 * MINUTE });
  const musterId = await start();
  assert.deepEqual(await states(musterId), {});
  at(3 * MINUTE);
  assert.deepEqual(await states(musterId), { [personId]: 'UNACCOUNTED' });
});

test('what a drill came to by company stays when somebody changes company later', async () => {
  site.clock.set(NOON);
  const { tenant, hall, east, visits, start, ask, change } = await musterSite(site);
  const [a, b] = [await tenant.unit(), await tenant.unit()];
  const ada = await tenant.person(a);
  await visits({ personId: ada, geofenceId: hall, from: NOON - 60_000 });
  const musterId = await start();
  site.clock.set(NOON + 120_000);
  await visits({ personId: ada, geofenceId: east, from: NOON + 60_000 });
  await change('endMuster', { musterId });
  const report = async () =>
    (await ask(musterId, 'report { companies { company { id } total accounted } }')).report.companies;
  const before = await report();
  assert.deepEqual(before, [{ company: { id: a }, total: 1, accounted: 1 }]);
  site.clock.set(NOON + 86_400_000);
  await tenant.changePerson(ada, { unitId: b });
  await site.settled();
  assert.deepEqual(await report(), before);
});

test('who was safe in a drill stays so when they join a crew of another station later', async () => {
  site.clock.set(NOON);
  const { tenant, hall, east, west, visits, start, states, change } = await musterSite(site);
  const [a, b] = [await tenant.unit(), await tenant.unit()];
  const ada = await tenant.person(a);
  await site.settled();
  assert.deepEqual((await change('setAssignedStation', { unitId: a, stationIds: [east] })).userErrors, []);
  assert.deepEqual((await change('setAssignedStation', { unitId: b, stationIds: [west] })).userErrors, []);
  site.clock.set(NOON + 60_000);
  await visits({ personId: ada, geofenceId: hall, from: NOON - 60_000 });
  const musterId = await start({ stationPolicy: 'REFUSE' });
  site.clock.set(NOON + 180_000);
  await visits({ personId: ada, geofenceId: east, from: NOON + 120_000 });
  assert.deepEqual(await states(musterId), { [ada]: 'SAFE' });
  for (const [minute, unitId] of [
    [4, b],
    [5, a],
  ] as const) {
    site.clock.set(NOON + minute * 60_000);
    await tenant.changePerson(ada, { unitId });
    await site.settled();
    assert.deepEqual(await states(musterId), { [ada]: 'SAFE' }, 'while it goes on');
  }
  await change('endMuster', { musterId });
  site.clock.set(NOON + 86_400_000);
  await tenant.changePerson(ada, { unitId: b });
  await site.settled();
  assert.deepEqual(await states(musterId), { [ada]: 'SAFE' });
});

test('of whom nobody knows the unit only who may see everybody sees', async () => {
  site.clock.set(NOON);
  const { tenant, hall, visits, start, states, viewer, ask } = await musterSite(site);
  const [crew, stranger] = [await tenant.unit(), uuidv7()];
  const ada = await tenant.person(crew);
  await visits(...[ada, stranger].map((personId) => ({ personId, geofenceId: hall, from: NOON - 60_000 })));
  const musterId = await start();
  assert.deepEqual(Object.keys(await states(musterId)).toSorted(), [ada, stranger].toSorted());
  assert.deepEqual(await states(musterId, viewer([crew])), { [ada]: 'UNACCOUNTED' });
  assert.equal((await ask(musterId, 'counts { total }', viewer([crew]))).counts.total, 1);
});
