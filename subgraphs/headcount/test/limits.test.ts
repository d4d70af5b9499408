import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { NOON, READER, startHeadcount, type TestHeadcount } from './headcount.ts';
import { beliefsAt, edgesOf, tell, WRITER, type History } from './history.ts';
import { oracleAt } from './oracle.ts';
import { seededRandom } from './seeded-random.ts';
import { randomMark, randomWorld } from './world.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const SET = `mutation S($input: SetOccupancyLimitInput!) { setOccupancyLimit(input: $input) {
  limit { id minimum maximum kinds company { id } zone { id } place { id } } userErrors { field code } } }`;

async function setLimit(tenantId: string, input: object, permissions: readonly string[] = WRITER) {
  const viewer = testViewer(tenantId, permissions);
  const { data, errors } = await site.run(SET, { viewer, variables: { input } });
  return { ...data?.setOccupancyLimit, code: errors?.[0]?.extensions?.['code'] };
}

/** What is published of limits, in order. */
async function toldOf(tenantId: string) {
  const rows = await site.postgres.admin<{ payload: any }[]>`
    select payload from log.entries where tenant_id = ${tenantId} and topic = 'headcount-events' order by "offset"`;
  return rows.map(({ payload }) => payload);
}

/** What holds when everything that was told is taken together, in order of time. */
async function standing(tenantId: string, limitId: string): Promise<string[]> {
  const events = new Map<string, any>();
  for (const event of await toldOf(tenantId)) {
    const known = events.get(event.eventId);
    assert.equal(event.status === 'NEW', known === undefined, 'an event is told as new once');
    if (event.status === 'RETRACTED') events.set(event.eventId, null);
    else events.set(event.eventId, event);
  }
  const holding = [...events.values()].filter((event) => event?.limitId === limitId);
  return holding.toSorted((a, b) => a.at - b.at).map(({ kind, at, count }) => `${at} ${kind} ${count}`);
}

test('tells each crossing of a limit once while people come and go, and clears it', async () => {
  const tenant = site.tenant();
  const top = await tenant.place();
  const hall = await tenant.place([top]);
  const press = await tenant.zone(hall);
  const people = await Promise.all([1, 2, 3, 4].map(() => tenant.person()));
  await site.settled();
  site.clock.set(NOON - 10 * MINUTE);
  const { limit } = await setLimit(tenant.tenantId, { placeId: top, minimum: 1, maximum: 2 });
  const come = (index: number, minute: number, to: number | null = null) =>
    tenant.visits({
      personVisitId: `01900000-0000-7000-8000-00000000000${index}`,
      personId: people[index] ?? '',
      geofenceId: press,
      from: NOON + minute * MINUTE,
      to: to === null ? null : NOON + to * MINUTE,
      ...(to === null ? {} : { endReason: 'LEFT' }),
    });
  await come(0, 0);
  await come(1, 1);
  await come(2, 2);
  await come(3, 3);
  await come(3, 3, 4);
  await come(2, 2, 5);
  await come(1, 1, 6);
  await come(0, 0, 7);
  await site.settled();
  const told = await toldOf(tenant.tenantId);
  assert.deepEqual(
    told.map(({ status, kind, at, count }) => [status, kind, (at - NOON) / MINUTE, count].join(' ')),
    [
      'NEW BELOW_MINIMUM -10 0',
      'NEW LIMIT_CLEARED 0 1',
      'NEW LIMIT_REACHED 1 2',
      'NEW LIMIT_EXCEEDED 2 3',
      'NEW LIMIT_REACHED 5 2',
      'NEW LIMIT_CLEARED 6 1',
      'NEW BELOW_MINIMUM 7 0',
    ],
  );
  assert.ok(told.every((event) => event.limitId === limit.id && event.placeId === top && event.geofenceId === null));
  site.clock.set(NOON);
});

test('corrects what was told when data comes late, and is silent about what did not change', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const [ada, ben] = [await tenant.person(), await tenant.person()];
  await site.settled();
  site.clock.set(NOON - 60 * MINUTE);
  await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1 });
  const visit = { personId: ada, geofenceId: zone, from: NOON - 20 * MINUTE };
  const [personVisitId = ''] = await tenant.visits(visit);
  await tenant.visits({ personId: ben, geofenceId: zone, from: NOON - 10 * MINUTE });
  await site.settled();
  const count = (await toldOf(tenant.tenantId)).length;
  // Heard again within the visit, then the visit turns out to have begun earlier, then never to have been.
  const probable = [{ from: NOON - 5 * MINUTE, to: NOON - 4 * MINUTE }];
  await tenant.visits({ ...visit, personVisitId, probable });
  await site.settled();
  assert.equal((await toldOf(tenant.tenantId)).length, count);
  await tenant.visits({ ...visit, personVisitId, from: NOON - 30 * MINUTE });
  await tenant.visits({ ...visit, personVisitId, from: NOON - 30 * MINUTE, retracted: true });
  await site.settled();
  const told = (await toldOf(tenant.tenantId)).map(({ status, kind, at }) =>
    [status, kind, (at - NOON) / MINUTE].join(' '),
  );
  assert.deepEqual(told, [
    'NEW LIMIT_REACHED -20',
    'NEW LIMIT_EXCEEDED -10',
    'REVISED LIMIT_REACHED -30',
    'RETRACTED LIMIT_REACHED -30',
    'RETRACTED LIMIT_EXCEEDED -10',
    'NEW LIMIT_REACHED -10',
  ]);
  site.clock.set(NOON);
});

test('tells of limits what brute force finds, whatever the order in which visits and marks were told', async () => {
  const seed = 4;
  const random = seededRandom(seed);
  const world = randomWorld(random, 70);
  const marks = Array.from({ length: 25 }, () => randomMark(random, world));
  const wanted = [
    { placeId: random.pick([...world.places.keys()]), maximum: 2, minimum: 1 },
    { placeId: random.pick([...world.places.keys()]), maximum: 3 },
    { zoneId: random.pick([...world.zones.keys()]), maximum: 1 },
    { zoneId: random.pick([...world.zones.keys()]), minimum: 2 },
  ];
  let found = 0;
  for (let turn = 0; turn < 3; turn += 1) {
    const tenantId = uuidv7();
    const { limits, history } = await tellLimited(tenantId, { world, random, marks, wanted });
    for (const [index, limit] of limits.entries()) {
      const expected = crossings(history, wanted[index] ?? {}, NOON - 120 * MINUTE);
      assert.deepEqual(await standing(tenantId, limit), expected, `seed ${seed}, turn ${turn}, limit ${index}`);
      found += expected.length;
    }
  }
  assert.ok(found > 60, `only ${found} crossings`);
});

test('tells nothing again when everything is derived anew, and leaves the same rows', async () => {
  const random = seededRandom(11);
  const world = randomWorld(random, 40);
  const tenantId = uuidv7();
  const wanted = [{ placeId: [...world.places.keys()][0] ?? '', maximum: 1 }];
  await tellLimited(tenantId, { world, random, marks: [randomMark(random, world)], wanted });
  const rows = async () => [
    await site.postgres
      .admin`select * from headcount.mark_spans where tenant_id = ${tenantId} order by mark_id, known_from`,
    await site.postgres
      .admin`select * from headcount.limit_events where tenant_id = ${tenantId} order by event_id, revision`,
    await site.postgres.admin`select * from headcount.person_visits where tenant_id = ${tenantId} order by "offset"`,
  ];
  const [before, told] = [await rows(), await toldOf(tenantId)];
  await site.headcount.rebuild();
  await site.settled();
  assert.deepEqual(await rows(), before);
  assert.deepEqual(await toldOf(tenantId), told);
});

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
    await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1, kinds: ['CONTRACTOR'] }),
    await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1, companyId: company }),
    await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1, companyId: company, kinds: ['VISITOR'] }),
    await setLimit(tenant.tenantId, { zoneId: zone, maximum: 9 }),
  ];
  await tenant.visits(...people.map((personId, index) => ({ personId, geofenceId: zone, from: NOON - 10 + index })));
  await site.settled();
  site.clock.set(NOON);
  const last = await Promise.all(
    limits.map(async ({ limit }) => (await standing(tenant.tenantId, limit.id)).at(-1)?.split(' ').slice(1).join(' ')),
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
  const first = await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1, kinds: ['VISITOR', 'EMPLOYEE'] });
  site.clock.advance(1_000);
  const kinds = ['EMPLOYEE', 'VISITOR', 'VISITOR'];
  const again = await setLimit(tenant.tenantId, { zoneId: zone, maximum: 0, kinds });
  site.clock.advance(1_000);
  const onPlace = await setLimit(tenant.tenantId, { placeId: place, minimum: 1 });
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
  const told = (await toldOf(tenant.tenantId)).map(({ kind, geofenceId }) => [kind, geofenceId === zone].join(' '));
  assert.deepEqual(told, ['LIMIT_REACHED true', 'LIMIT_EXCEEDED true', 'BELOW_MINIMUM false', 'LIMIT_CLEARED true']);
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
    const { userErrors } = await setLimit(tenant.tenantId, input);
    assert.equal([userErrors[0].field.at(-1), userErrors[0].code].join(' '), expected, JSON.stringify(input));
  }
  assert.equal((await setLimit(tenant.tenantId, { zoneId: zone, maximum: 1 }, READER)).code, 'FORBIDDEN');
  const own = testViewer(tenant.tenantId, WRITER, { units: [unit] });
  const ask = async (input: object) =>
    (await site.run(SET, { viewer: own, variables: { input } })).errors?.[0]?.extensions?.['code'];
  assert.equal(await ask({ zoneId: zone, maximum: 1 }), 'FORBIDDEN');
  assert.equal(await ask({ zoneId: zone, maximum: 1, companyId: unit }), undefined);
});

/** Sets limits two hours before noon, then tells a world. */
async function tellLimited(
  tenantId: string,
  {
    wanted,
    world,
    ...telling
  }: { wanted: readonly object[]; world: History['world'] } & Pick<Parameters<typeof tell>[2], 'random' | 'marks'>,
) {
  site.clock.set(NOON - 120 * MINUTE);
  const entry = (type: string, payload: object) => ({ topic: 'geofences', subject: tenantId, type, payload });
  const held = { name: 'x', kind: 'WORK_ZONE', number: 1, validFrom: 0, validTo: null, staleAfterSeconds: null };
  await site.publish(
    ...[...world.places].map(([placeId, path]) => entry('place-created', { placeId, path })),
    ...[...world.zones].map(([geofenceId, placeId]) => entry('geofence-created', { geofenceId, placeId, ...held })),
  );
  await site.settled();
  const limits: string[] = [];
  for (const input of wanted) limits.push((await setLimit(tenantId, input)).limit.id);
  site.clock.set(NOON);
  const history = await tell(site, world, { ...telling, tenantId });
  await site.settled();
  return { limits, history };
}

/** The crossings of a limit by looking at every instant at which anything changes. */
function crossings(
  history: History,
  {
    placeId,
    zoneId,
    minimum = 0,
    maximum = Infinity,
  }: { placeId?: string; zoneId?: string; minimum?: number; maximum?: number },
  since: number,
): string[] {
  const beliefs = beliefsAt(history, null);
  const found: string[] = [];
  let state = 'LIMIT_CLEARED';
  const edges = [since, ...edgesOf(beliefs).filter((edge) => edge > since)].toSorted((a, b) => a - b);
  for (const at of edges) {
    const oracle = oracleAt(history.world, beliefs, at);
    const zones = placeId === undefined ? [zoneId ?? ''] : oracle.inPlace(placeId);
    const [present = 0, probable = 0] = (oracle.count(zones, null).split(' ')[0] ?? '').split('+').map(Number);
    const count = present + probable;
    const next =
      count > maximum
        ? 'LIMIT_EXCEEDED'
        : count < minimum
          ? 'BELOW_MINIMUM'
          : count === maximum
            ? 'LIMIT_REACHED'
            : 'LIMIT_CLEARED';
    if (next !== state) found.push(`${at} ${next} ${count}`);
    state = next;
  }
  return found;
}
