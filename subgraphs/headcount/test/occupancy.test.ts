import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { isolationProblems } from '@trekker/kit/testing';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const OCCUPANCY = `query O($asOf: DateTime) {
  occupancy(asOf: $asOf) {
    asOf
    zones { zone { id } headcount { present stale } }
    places { place { id } headcount { present stale } }
    total { present stale people { totalCount nodes { stale since person { id } visit { id } } } }
  }
}`;

type Tenant = ReturnType<TestHeadcount['tenant']>;

/** Numbers by zone and place id, `present+stale`. */
async function occupancyOf(tenant: Tenant, at?: number, units: readonly string[] | null = null) {
  await site.settled();
  const variables = at === undefined ? {} : { asOf: new Date(at).toISOString() };
  const { data, errors } = await site.run(OCCUPANCY, { viewer: tenant.viewer(units), variables });
  assert.equal(errors, undefined, JSON.stringify(errors));
  const { asOf, zones, places, total } = data.occupancy;
  const short = ({ present, stale }: { present: number; stale: number }) => `${present}+${stale}`;
  return {
    asOf,
    zones: Object.fromEntries(zones.map((one: any) => [one.zone.id, short(one.headcount)])),
    places: Object.fromEntries(places.map((one: any) => [one.place.id, short(one.headcount)])),
    total: short(total),
    people: total.people.nodes,
  };
}

test('counts people by zone, by place with all below it, and in all, empty zones and places included', async () => {
  const tenant = site.tenant();
  const top = await tenant.place();
  const hall = await tenant.place([top]);
  const yard = await tenant.place([top]);
  const press = await tenant.zone(hall);
  const store = await tenant.zone(hall);
  const gate = await tenant.zone(yard);
  const road = await tenant.zone(null);
  const [ada, ben, cleo] = [await tenant.person(), await tenant.person(), await tenant.person()];
  await tenant.visits(
    { personId: ada, geofenceId: press, from: NOON - 10 * MINUTE },
    { personId: ada, geofenceId: store, from: NOON - 5 * MINUTE },
    { personId: ben, geofenceId: press, from: NOON - 9 * MINUTE, to: NOON - MINUTE },
    { personId: cleo, geofenceId: road, from: NOON - MINUTE, stale: [{ from: NOON - 1, to: null }] },
  );
  const { zones, places, total, asOf, people } = await occupancyOf(tenant);
  assert.equal(asOf, new Date(NOON).toISOString());
  assert.deepEqual(zones, { [press]: '1+0', [store]: '1+0', [gate]: '0+0', [road]: '0+1' });
  assert.deepEqual(places, { [top]: '1+0', [hall]: '1+0', [yard]: '0+0' });
  assert.equal(total, '1+1');
  assert.deepEqual(
    people.map((one: any) => [one.person.id, one.stale, one.since]),
    [
      [ada, false, new Date(NOON - 10 * MINUTE).toISOString()],
      [cleo, true, new Date(NOON - MINUTE).toISOString()],
    ],
  );
});

test('answers for any instant: a visit begins with its first and ends before its last', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const personId = await tenant.person();
  const stale = [
    { from: NOON + 20, to: NOON + 30 },
    { from: NOON + 40, to: null },
  ];
  await tenant.visits({ personId, geofenceId: zone, from: NOON, to: NOON + 50, stale });
  const wanted: [number, string][] = [
    [-1, '0+0'],
    [0, '1+0'],
    [19, '1+0'],
    [20, '0+1'],
    [29, '0+1'],
    [30, '1+0'],
    [40, '0+1'],
    [49, '0+1'],
    [50, '0+0'],
  ];
  for (const [ms, numbers] of wanted) {
    assert.deepEqual((await occupancyOf(tenant, NOON + ms)).zones, { [zone]: numbers }, `${ms} ms`);
  }
});

test('follows corrections and retractions, and keeps every revision with the time during which it was believed', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const visit = { personId: await tenant.person(), geofenceId: zone, from: NOON - MINUTE };
  const [personVisitId = ''] = await tenant.visits(visit);
  assert.equal((await occupancyOf(tenant)).total, '1+0');
  const again = { ...visit, personVisitId };
  await tenant.visits({ ...again, to: NOON - 10 }, { ...again, to: NOON - 20 });
  assert.deepEqual([(await occupancyOf(tenant)).total, (await occupancyOf(tenant, NOON - 15)).total], ['0+0', '0+0']);
  await tenant.visits({ ...again, to: NOON + MINUTE });
  assert.equal((await occupancyOf(tenant)).total, '1+0');
  await tenant.visits({ ...again, to: NOON + MINUTE, retracted: true });
  assert.equal((await occupancyOf(tenant)).total, '0+0');
  const kept = await site.postgres.admin<{ valid_to: number | null; known_from: number; known_to: number | null }[]>`
    select valid_to, known_from, known_to from headcount.person_visits where tenant_id = ${tenant.tenantId}
    order by "offset"`;
  const ends = [null, NOON - 10, NOON - 20, NOON + MINUTE, NOON + MINUTE];
  assert.deepEqual(
    kept.map((row) => row.valid_to),
    ends,
  );
  assert.deepEqual(
    kept.map((row) => row.known_to),
    [...kept.slice(1).map((row) => row.known_from), null],
  );
});

test('ends a belief and rewrites nothing: the database allows no more', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON });
  await site.settled();
  await assert.rejects(
    site.others.withConsumer(async (tx) => {
      await tx.asTenant(tenant.tenantId);
      await tx.sql`update headcount.person_visits set valid_from = valid_from`;
    }),
    /permission denied/,
  );
  await assert.rejects(
    site.others.withTenant(tenant.tenantId, (tx) => tx.sql`delete from headcount.person_visits`),
    /permission denied/,
  );
});

test('lists a zone only while it holds, and counts in place and total whoever is still in it', async () => {
  const tenant = site.tenant();
  const place = await tenant.place();
  const zone = await tenant.zone(place, { validFrom: NOON - MINUTE });
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON - MINUTE });
  await tenant.archive(zone, NOON, { placeId: place, validFrom: NOON - MINUTE });
  const at = async (ms: number) => {
    const { zones, places, total } = await occupancyOf(tenant, NOON + ms);
    return [zones[zone], places[place], total];
  };
  assert.deepEqual(await at(-MINUTE - 1), [undefined, '0+0', '0+0']);
  assert.deepEqual(await at(-MINUTE), ['1+0', '1+0', '1+0']);
  assert.deepEqual(await at(-1), ['1+0', '1+0', '1+0']);
  assert.deepEqual(await at(0), [undefined, '1+0', '1+0']);
});

test('never lists a zone that was archived before it held', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone(null, { validFrom: NOON + MINUTE });
  await tenant.archive(zone, NOON, { validFrom: NOON + MINUTE });
  for (const ms of [0, MINUTE, 2 * MINUTE]) assert.deepEqual((await occupancyOf(tenant, NOON + ms)).zones, {});
});

test('counts for a viewer limited to units the people of these units only', async () => {
  const tenant = site.tenant();
  const [crew, other] = ['01900000-0000-7000-8000-0000000000c1', '01900000-0000-7000-8000-0000000000c2'];
  const place = await tenant.place();
  const zone = await tenant.zone(place);
  const people = [await tenant.person(crew), await tenant.person(other), await tenant.person(null)];
  await tenant.visits(...people.map((personId) => ({ personId, geofenceId: zone, from: NOON - 1 })));
  const numbers = async (units: readonly string[] | null) => {
    const { zones, places, total, people: seen } = await occupancyOf(tenant, undefined, units);
    assert.ok(seen.every((one: any) => units === null || one.person.id === people[units.indexOf(crew) < 0 ? 1 : 0]));
    return [zones[zone], places[place], total];
  };
  assert.deepEqual(await numbers(null), ['3+0', '3+0', '3+0']);
  assert.deepEqual(await numbers([crew]), ['1+0', '1+0', '1+0']);
  assert.deepEqual(await numbers([other]), ['1+0', '1+0', '1+0']);
  assert.deepEqual(await numbers([]), ['0+0', '0+0', '0+0']);
});

test('pages through the people, present ones before stale ones, and refuses what is no page', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const people: string[] = [];
  for (let index = 0; index < 5; index += 1) people.push(await tenant.person());
  await tenant.visits(
    ...people.map((personId, index) => {
      const stale = index % 2 ? [] : [{ from: NOON - 1, to: null }];
      return { personId, geofenceId: zone, from: NOON - 2, stale };
    }),
  );
  await site.settled();
  const query = `query P($first: Int!, $after: String) {
    occupancy { total { people(first: $first, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { person { id } } edges { cursor node { stale } } } } }
  }`;
  const page = async (variables: Record<string, unknown>) => {
    const { data, errors } = await site.run(query, { viewer: tenant.viewer(), variables });
    return { ...data?.occupancy?.total.people, code: errors?.[0]?.extensions?.['code'] };
  };
  const seen: string[] = [];
  let after: string | null = null;
  for (let pages = 1; ; pages += 1) {
    const got: any = await page({ first: 2, after });
    seen.push(...got.nodes.map((one: any) => one.person.id));
    assert.equal(got.totalCount, 5);
    after = got.pageInfo.endCursor;
    if (got.pageInfo.hasNextPage) continue;
    assert.equal(pages, 3);
    break;
  }
  const [a, b, c, d, e] = people;
  assert.deepEqual(seen, [b, d, a, c, e]);
  assert.deepEqual((await page({ first: 2, after })).nodes, []);
  const forged = Buffer.from('["gone","x"]').toString('base64url');
  for (const bad of [{ first: 0 }, { first: 501 }, { first: 1, after: 'x' }, { first: 1, after: forged }]) {
    assert.equal((await page(bad)).code, 'INVALID_INPUT');
  }
});

test('answers for instants before everything and after everything', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON });
  assert.equal((await occupancyOf(tenant, Date.parse('0000-01-01T00:00:00Z'))).total, '0+0');
  assert.equal((await occupancyOf(tenant, Date.parse('9999-12-31T23:59:59Z'))).total, '1+0');
});

test('keeps every table of headcount apart by tenant', async () => {
  assert.deepEqual(await isolationProblems(site.postgres.admin, 'headcount'), []);
});
