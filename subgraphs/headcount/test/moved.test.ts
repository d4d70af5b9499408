import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { startHeadcount, type TestHeadcount } from './headcount.ts';
import { iso } from './history.ts';
import { setLimit, standing, toldOf } from './limits.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;

/** A hall in one of two places with limits, three people in it for half an hour. What is told is told now. */
async function hallWithPeople() {
  const now = Date.now();
  const tenant = site.tenant();
  const { tenantId } = tenant;
  const [old, next] = [await tenant.place(), await tenant.place()];
  const hall = await tenant.zone(old);
  const people = await Promise.all([1, 2, 3].map(() => tenant.person()));
  await site.settled();
  site.clock.set(now - 60 * MINUTE);
  const limitOf = async (input: object) => (await setLimit(site, tenantId, input)).limit.id as string;
  const limits = [await limitOf({ placeId: old, maximum: 2 }), await limitOf({ placeId: next, maximum: 2 })];
  site.clock.set(now + 60 * MINUTE);
  const come = (personId: string, minute: number) =>
    tenant.visits({ personId, geofenceId: hall, from: now + minute * MINUTE });
  for (const [index, personId] of people.entries()) await come(personId, -30 + index);
  await site.settled();
  const entry = (topic: string, type: string, payload: object) =>
    site.publish({ topic, subject: tenantId, type, payload });
  const at = async (type: string) => {
    const [row] = await site.postgres.admin<{ at: number }[]>`
      select max(at) as at from log.entries where tenant_id = ${tenantId} and type = ${type}`;
    return row?.at ?? Number.NaN;
  };
  const held = { name: 'A zone', kind: 'WORK_ZONE', number: 2, validTo: null, staleAfterSeconds: 900 };
  const move = async (placeId: string | null) => {
    await entry('geofences', 'geofence-changed', { geofenceId: hall, placeId, validFrom: now - 86_400_000, ...held });
    await site.settled();
    return at('geofence-changed');
  };
  /** `present` and state by place, in the order old, next. */
  const counts = async (asOf: number, knownAt: number | null = null) => {
    const query = `query Q($asOf: DateTime!, $knownAt: DateTime) { occupancy(asOf: $asOf, knownAt: $knownAt) {
      places { place { id } headcount { present limit { state } } } } }`;
    const variables = { asOf: iso(asOf), knownAt: knownAt === null ? null : iso(knownAt) };
    const { data, errors } = await site.run(query, { viewer: tenant.viewer(), variables });
    assert.equal(errors, undefined, JSON.stringify(errors));
    const found = new Map<string, any>(data.occupancy.places.map((one: any) => [one.place.id, one.headcount]));
    return [old, next].map((id) => `${found.get(id).present} ${found.get(id).limit?.state}`);
  };
  return { now, tenant, tenantId, old, next, hall, people, limits, come, entry, at, move, counts, limitOf };
}

/** What holds of a limit from an instant on. */
async function holding(tenantId: string, limitId: string | undefined, since: number): Promise<string[]> {
  const all = await standing(site, tenantId, limitId ?? '');
  return all.filter((line) => Number(line.split(' ')[0]) >= since);
}

test('counts people of a zone where it was at the time, and as was known then', async () => {
  const { now, next, move, counts } = await hallWithPeople();
  const movedAt = await move(next);
  assert.deepEqual(await counts(movedAt - 1), ['3 EXCEEDED', '0 WITHIN']);
  assert.deepEqual(await counts(movedAt), ['0 WITHIN', '3 EXCEEDED']);
  assert.deepEqual(await counts(now - 29 * MINUTE), ['2 REACHED', '0 WITHIN']);
  assert.deepEqual(await counts(movedAt + MINUTE, movedAt - 1), ['3 EXCEEDED', '0 WITHIN'], 'as it was believed then');
});

test('tells of the limits of both places when a zone moves between them, at that instant, and rewrites nothing', async () => {
  const { tenantId, next, move, limits } = await hallWithPeople();
  const before = await toldOf(site, tenantId);
  const movedAt = await move(next);
  const told = (await toldOf(site, tenantId)).slice(before.length);
  assert.deepEqual(
    told
      .map(({ status, kind, at, count, limitId }) => [limits.indexOf(limitId), status, kind, at, count].join(' '))
      .toSorted(),
    [`0 NEW LIMIT_CLEARED ${movedAt} 0`, `1 NEW LIMIT_EXCEEDED ${movedAt} 3`],
  );
});

test('goes on from a move when somebody comes late from before it', async () => {
  const { tenantId, tenant, next, move, limits, come, counts } = await hallWithPeople();
  const movedAt = await move(next);
  await come(await tenant.person(), -40);
  await site.settled();
  assert.deepEqual(await holding(tenantId, limits[1], 0), [`${movedAt} LIMIT_EXCEEDED 4`]);
  assert.equal((await holding(tenantId, limits[0], 0)).at(-1), `${movedAt} LIMIT_CLEARED 0`);
  assert.deepEqual(await counts(movedAt - 1), ['4 EXCEEDED', '0 WITHIN']);
});

test('follows a zone there and back, also when both are told at once, and one that leaves all places', async () => {
  const { tenantId, old, next, hall, move, limits, now } = await hallWithPeople();
  const held = { name: 'A zone', kind: 'WORK_ZONE', number: 2, validFrom: now, validTo: null, staleAfterSeconds: 900 };
  const told = (placeId: string) => ({
    topic: 'geofences',
    subject: tenantId,
    type: 'geofence-changed',
    payload: { geofenceId: hall, placeId, ...held },
  });
  await site.publish(told(next), told(old));
  await site.settled();
  assert.match((await standing(site, tenantId, limits[0] ?? '')).at(-1) ?? '', /LIMIT_EXCEEDED 3/);
  assert.doesNotMatch((await standing(site, tenantId, limits[1] ?? '')).at(-1) ?? '', /EXCEEDED/);
  const leftAt = await move(null);
  assert.equal((await standing(site, tenantId, limits[0] ?? '')).at(-1), `${leftAt} LIMIT_CLEARED 0`);
});

test('tells of the limits of places above when the place of a zone moves', async () => {
  const { tenantId, tenant, old, limitOf, entry, at, now } = await hallWithPeople();
  const top = await tenant.place();
  site.clock.set(now - 60 * MINUTE);
  const limit = await limitOf({ placeId: top, maximum: 3 });
  await entry('geofences', 'place-changed', { placeId: old, path: [top, old], name: 'A place', kind: 'AREA' });
  await site.settled();
  assert.deepEqual(await standing(site, tenantId, limit), [`${await at('place-changed')} LIMIT_REACHED 3`]);
});

test('tells of limits of a kind or company from the instant on at which somebody belongs to it', async () => {
  const { tenantId, tenant, hall, people, limitOf, at, now } = await hallWithPeople();
  const [company, other] = [await tenant.unit(), await tenant.unit()];
  await site.settled();
  site.clock.set(now - 60 * MINUTE);
  const visitors = await limitOf({ zoneId: hall, maximum: 1, kinds: ['VISITOR'] });
  const theirs = await limitOf({ zoneId: hall, minimum: 1, companyId: company });
  site.clock.set(now + 60 * MINUTE);
  const [began = ''] = await standing(site, tenantId, theirs);
  assert.match(began, /BELOW_MINIMUM 0/);
  const [personId = ''] = people;
  await tenant.changePerson(personId, { kind: 'VISITOR' });
  await site.settled();
  assert.deepEqual(await standing(site, tenantId, visitors), [`${await at('person-changed')} LIMIT_REACHED 1`]);
  await tenant.changePerson(personId, { kind: 'VISITOR', unitId: company });
  await site.settled();
  assert.deepEqual(await standing(site, tenantId, theirs), [began, `${await at('person-changed')} LIMIT_CLEARED 1`]);
  const crew = await tenant.unit({
    unitId: '01900000-0000-7000-8000-0000000000aa',
    path: [company, '01900000-0000-7000-8000-0000000000aa'],
    kind: 'CREW',
  });
  await tenant.changePerson(personId, { kind: 'VISITOR', unitId: crew });
  await site.settled();
  await tenant.moveUnits({ unitId: crew, path: [other, crew] });
  await site.settled();
  assert.equal((await standing(site, tenantId, theirs)).at(-1), `${await at('unit-moved')} BELOW_MINIMUM 0`);
});

test('counts for a limit who was there before anything was told of the person or of the zone', async () => {
  const { tenantId, tenant, hall, limitOf, entry, now } = await hallWithPeople();
  site.clock.set(now - 60 * MINUTE);
  const [late, zone] = ['01900000-0000-7000-8000-0000000000bb', '01900000-0000-7000-8000-0000000000cc'];
  const place = await tenant.place();
  await site.settled();
  const visitors = await limitOf({ zoneId: hall, maximum: 1, kinds: ['VISITOR'] });
  const crowd = await limitOf({ placeId: place, maximum: 1 });
  site.clock.set(now + 60 * MINUTE);
  const from = now - 20 * MINUTE;
  await tenant.visits({ personId: late, geofenceId: hall, from }, { personId: late, geofenceId: zone, from });
  await site.settled();
  assert.deepEqual([await standing(site, tenantId, visitors), await standing(site, tenantId, crowd)], [[], []]);
  await entry('trackers', 'person-created', { personId: late, unitId: null, kind: 'VISITOR' });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  await entry('geofences', 'geofence-created', { geofenceId: zone, placeId: place, ...held });
  await site.settled();
  assert.deepEqual(await standing(site, tenantId, visitors), [`${from} LIMIT_REACHED 1`]);
  assert.deepEqual(await standing(site, tenantId, crowd), [`${from} LIMIT_REACHED 1`]);
});

test('gives a place in a series the people of a zone only while the zone was in it', async () => {
  const { tenant, old, next, move } = await hallWithPeople();
  const movedAt = await move(next);
  const query = `query S($placeId: ID!, $from: DateTime!, $to: DateTime!) {
    headcountSeries(placeId: $placeId, from: $from, to: $to, stepSeconds: 1) { points { present } maximum maximumAt } }`;
  const series = async (placeId: string) => {
    const variables = { placeId, from: iso(movedAt - 1_000), to: iso(movedAt + 2_000) };
    return (await site.run(query, { viewer: tenant.viewer(), variables })).data.headcountSeries;
  };
  const numbers = ({ points }: any) => points.map(({ present }: any) => present);
  assert.deepEqual(numbers(await series(old)), [3, 0, 0]);
  const there = await series(next);
  assert.deepEqual([numbers(there), there.maximum, there.maximumAt], [[0, 3, 3], 3, iso(movedAt)]);
});
