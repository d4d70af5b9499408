import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { limitVersions } from '../src/db/limits.ts';
import { NOON, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { WRITER } from './history.ts';
import { SET_LIMIT, setLimit, standing, toldOf } from './limits.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;

test('counts for a limit only people of its kinds and its company, as they were then', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const [company, crew, other] = [await tenant.unit(), uuidv7(), await tenant.unit()];
  await tenant.unit({ unitId: crew, path: [company, crew], kind: 'CREW' });
  const people = [
    await tenant.person(crew, { kind: 'CONTRACTOR' }),
    await tenant.person(company, { kind: 'VISITOR' }),
    await tenant.person(other, { kind: 'CONTRACTOR' }),
  ];
  await site.settled();
  site.clock.set(NOON - MINUTE);
  const limits = [
    await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1, kinds: ['CONTRACTOR'] }),
    await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1, companyId: company }),
    await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1, companyId: company, kinds: ['VISITOR'] }),
    await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 9 }),
  ];
  await tenant.visits(...people.map((personId, index) => ({ personId, geofenceId: zone, from: NOON - 10 + index })));
  await site.settled();
  site.clock.set(NOON);
  const last = await Promise.all(
    limits.map(async ({ limit }) =>
      (await standing(site, tenant.tenantId, limit.id)).at(-1)?.split(' ').slice(1).join(' '),
    ),
  );
  assert.deepEqual(last, ['LIMIT_EXCEEDED 2', 'LIMIT_EXCEEDED 2', 'LIMIT_REACHED 1', undefined]);
  const query = `{ occupancy { zones { headcount { limit { maximum state } limits { limit { id } state } } } } }`;
  const [seen] = (await site.run(query, { viewer: tenant.viewer([other]) })).data.occupancy.zones;
  assert.deepEqual(seen.headcount.limit, { maximum: 9, state: 'WITHIN' }, 'whoever asks');
  const states = new Map(seen.headcount.limits.map((one: any) => [one.limit.id, one.state]));
  assert.deepEqual(
    limits.map(({ limit }) => states.get(limit.id)),
    ['EXCEEDED', 'EXCEEDED', 'REACHED', 'WITHIN'],
  );
});

test('keeps one limit for the same people, lists those that hold, and ends one', async () => {
  const tenant = site.tenant();
  const [zone, place] = [await tenant.zone(), await tenant.place()];
  await tenant.visits({ personId: await tenant.person(), geofenceId: zone, from: NOON - 1 });
  await site.settled();
  const first = await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1, kinds: ['VISITOR', 'EMPLOYEE'] });
  site.clock.advance(1_000);
  const kinds = ['EMPLOYEE', 'VISITOR', 'VISITOR'];
  const again = await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 0, kinds });
  site.clock.advance(1_000);
  const onPlace = await setLimit(site, tenant.tenantId, { placeId: place, minimum: 1 });
  assert.deepEqual(
    [again.limit.id, again.limit.maximum, again.limit.kinds],
    [first.limit.id, 0, ['EMPLOYEE', 'VISITOR']],
  );
  const list = async (args = '') => {
    const query = `{ occupancyLimits${args} { totalCount nodes { id maximum minimum place { id } } pageInfo { hasNextPage endCursor } } }`;
    return (await site.run(query, { viewer: tenant.viewer() })).data.occupancyLimits;
  };
  const all = await list();
  assert.deepEqual(
    [all.totalCount, all.nodes.map((one: any) => one.id)],
    [2, [first.limit.id, onPlace.limit.id].toSorted()],
  );
  const { id } = onPlace.limit;
  assert.deepEqual((await list(`(placeId: "${place}")`)).nodes, [
    { id, maximum: null, minimum: 1, place: { id: place } },
  ]);
  const page = await list('(first: 1)');
  assert.equal(page.pageInfo.hasNextPage, true);
  assert.deepEqual((await list(`(first: 1, after: "${page.pageInfo.endCursor}")`)).nodes[0], all.nodes[1]);
  const remove = `mutation R($id: ID!) { removeOccupancyLimit(input: { limitId: $id }) { limit { id } userErrors { code } } }`;
  const end = async (id: string, units: readonly string[] | null = null) =>
    (await site.run(remove, { viewer: testViewer(tenant.tenantId, WRITER, { units }), variables: { id } })).data
      .removeOccupancyLimit;
  assert.deepEqual((await end(first.limit.id, [uuidv7()])).userErrors, [{ code: 'NOT_FOUND' }]);
  assert.deepEqual((await end(first.limit.id)).limit, { id: first.limit.id });
  assert.deepEqual((await end(first.limit.id)).userErrors, [{ code: 'NOT_FOUND' }]);
  assert.equal((await list()).totalCount, 1);
  site.clock.set(NOON);
  const told = (await toldOf(site, tenant.tenantId)).map(({ kind, geofenceId }) =>
    [kind, geofenceId === zone].join(' '),
  );
  assert.deepEqual(told, ['LIMIT_REACHED true', 'LIMIT_EXCEEDED true', 'BELOW_MINIMUM false', 'LIMIT_CLEARED true']);
});

test('knows of a limit, and of another version of it, since it was set', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await site.settled();
  const now = Date.now();
  site.clock.set(now - 60 * MINUTE);
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1 });
  site.clock.advance(MINUTE);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 2 });
  const [first = 0, second = 0] = (
    await site.postgres.admin<{ at: number }[]>`
      select at from log.entries where tenant_id = ${tenant.tenantId} and topic = 'headcount' order by "offset"`
  ).map(({ at }) => at);
  const maximumAt = async (knownAt: number) => {
    const instants = `asOf: "${new Date(now).toISOString()}", knownAt: "${new Date(knownAt).toISOString()}"`;
    const query = `{ occupancy(${instants}) { zones { headcount { limit { maximum } } } } }`;
    const { data } = await site.run(query, { viewer: tenant.viewer() });
    return data.occupancy.zones[0].headcount.limit?.maximum ?? null;
  };
  assert.deepEqual(await Promise.all([first - 1, first, second - 1, second].map(maximumAt)), [null, 1, 1, 2]);
  site.clock.set(NOON);
});

test('names what is wrong with a limit, and asks for the permission on all whom it counts', async () => {
  const tenant = site.tenant();
  const [zone, unit] = [await tenant.zone(), await tenant.unit()];
  await site.settled();
  const nowhere = uuidv7();
  const cases: [object, string][] = [
    [{ maximum: 1 }, 'zoneId INVALID'],
    [{ zoneId: zone, placeId: nowhere, maximum: 1 }, 'zoneId INVALID'],
    [{ zoneId: nowhere, maximum: 1 }, 'zoneId NOT_FOUND'],
    [{ placeId: nowhere, maximum: 1 }, 'placeId NOT_FOUND'],
    [{ zoneId: zone, maximum: 1, companyId: nowhere }, 'companyId NOT_FOUND'],
    [{ zoneId: zone }, 'maximum INVALID'],
    [{ zoneId: zone, minimum: 3, maximum: 2 }, 'maximum INVALID'],
    [{ zoneId: zone, minimum: 0 }, 'minimum INVALID'],
    [{ zoneId: zone, maximum: -1 }, 'maximum INVALID'],
    [{ zoneId: zone, maximum: 1_000_001 }, 'maximum INVALID'],
    [{ zoneId: zone, maximum: 1, kinds: [] }, 'kinds INVALID'],
  ];
  for (const [input, expected] of cases) {
    const { userErrors } = await setLimit(site, tenant.tenantId, input);
    assert.equal([userErrors[0].field.at(-1), userErrors[0].code].join(' '), expected, JSON.stringify(input));
  }
  assert.equal((await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1 }, READER)).code, 'FORBIDDEN');
  const own = testViewer(tenant.tenantId, WRITER, { units: [unit] });
  const ask = async (input: object) =>
    (await site.run(SET_LIMIT, { viewer: own, variables: { input } })).errors?.[0]?.extensions?.['code'];
  assert.equal(await ask({ zoneId: zone, maximum: 1 }), 'FORBIDDEN');
  assert.equal(await ask({ zoneId: zone, maximum: 1, companyId: unit }), undefined);
});

test('a limit that is set while the clock is behind holds from when the last one did', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  await site.settled();
  site.clock.set(NOON);
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 5 });
  site.clock.set(NOON - MINUTE);
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 7 });
  site.clock.set(NOON);
  const { result } = await site.others.withTenant(tenant.tenantId, (tx) =>
    limitVersions(tx, { zoneIds: [zone], placeIds: [] }),
  );
  assert.deepEqual(
    result.map(({ number, maximum, validFrom }) => [number, maximum, validFrom]),
    [
      [1, 5, NOON],
      [2, 7, NOON],
    ],
  );
});
