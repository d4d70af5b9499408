import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7 } from '@trekker/kit';

import { NOON, startHeadcount, type TestHeadcount } from './headcount.ts';
import { beliefsAt, edgesOf, tell, type History } from './history.ts';
import { setLimit, standing, toldOf } from './limits.ts';
import { oracleAt } from './oracle.ts';
import { seededRandom } from './seeded-random.ts';
import { randomMark, randomWorld } from './world.ts';

let site: TestHeadcount;
before(async () => void (site = await startHeadcount()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
test('tells each crossing of a limit once while people come and go, and clears it', async () => {
  const tenant = site.tenant();
  const top = await tenant.place();
  const hall = await tenant.place([top]);
  const press = await tenant.zone(hall);
  const people = await Promise.all([1, 2, 3, 4].map(() => tenant.person()));
  await site.settled();
  site.clock.set(NOON - 10 * MINUTE);
  const { limit } = await setLimit(site, tenant.tenantId, { placeId: top, minimum: 1, maximum: 2 });
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
  const told = await toldOf(site, tenant.tenantId);
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
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1 });
  const visit = { personId: ada, geofenceId: zone, from: NOON - 20 * MINUTE };
  const [personVisitId = ''] = await tenant.visits(visit);
  await tenant.visits({ personId: ben, geofenceId: zone, from: NOON - 10 * MINUTE });
  await site.settled();
  const count = (await toldOf(site, tenant.tenantId)).length;
  // Heard again within the visit, then the visit turns out to have begun earlier, then never to have been.
  const probable = [{ from: NOON - 5 * MINUTE, to: NOON - 4 * MINUTE }];
  await tenant.visits({ ...visit, personVisitId, probable });
  await site.settled();
  assert.equal((await toldOf(site, tenant.tenantId)).length, count);
  await tenant.visits({ ...visit, personVisitId, from: NOON - 30 * MINUTE });
  await tenant.visits({ ...visit, personVisitId, from: NOON - 30 * MINUTE, retracted: true });
  await site.settled();
  const told = (await toldOf(site, tenant.tenantId)).map(({ status, kind, at }) =>
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

test('tells of each entry for itself when several come together', async () => {
  const tenant = site.tenant();
  const zone = await tenant.zone();
  const ada = await tenant.person();
  await site.settled();
  site.clock.set(NOON - 60 * MINUTE);
  await setLimit(site, tenant.tenantId, { zoneId: zone, maximum: 1 });
  const visit = { personVisitId: uuidv7(), personId: ada, geofenceId: zone };
  const froms = [-20, -30, -25].map((minute) => NOON + minute * MINUTE);
  await tenant.visits(...froms.map((from) => ({ ...visit, from })), { ...visit, from: NOON, retracted: true });
  await site.settled();
  const told = await toldOf(site, tenant.tenantId);
  assert.deepEqual(
    told.map(({ status, at }) => [status, (at - NOON) / MINUTE].join(' ')),
    ['NEW -20', 'REVISED -30', 'REVISED -25', 'RETRACTED -25'],
  );
  const rows = await site.postgres.admin`
    select revision, retracted, known_to is null as held from headcount.limit_events
    where tenant_id = ${tenant.tenantId} order by revision`;
  assert.deepEqual(
    rows.map(({ revision, retracted, held }) => [revision, retracted, held]),
    [
      [0, false, false],
      [1, false, false],
      [2, false, false],
      [3, true, true],
    ],
  );
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
      assert.deepEqual(await standing(site, tenantId, limit), expected, `seed ${seed}, turn ${turn}, limit ${index}`);
      found += expected.length;
    }
  }
  assert.ok(found > 60, `only ${found} crossings`);
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
  for (const input of wanted) limits.push((await setLimit(site, tenantId, input)).limit.id);
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
    const next = stateOf(count, { minimum, maximum });
    if (next !== state) found.push(`${at} ${next} ${count}`);
    state = next;
  }
  return found;
}

function stateOf(count: number, { minimum, maximum }: { minimum: number; maximum: number }): string {
  if (count > maximum) return 'LIMIT_EXCEEDED';
  if (count < minimum) return 'BELOW_MINIMUM';
  return count === maximum ? 'LIMIT_REACHED' : 'LIMIT_CLEARED';
}
