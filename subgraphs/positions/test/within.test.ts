import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger, uuidv7 } from '@trekker/kit';

import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

type As = Parameters<TestPositions['run']>[1];
const WORLD = 'box: { west: -180, south: -90, east: 180, north: 90 }';

async function within(as: As, args: string) {
  const { data, errors } = await site.run(
    `{ positionsWithin(${args}) { trackerCount zoom cells { trackerCount isCoLocated center { latitude longitude }
         bounds { west south east north } positions { latitude tracker { id } } } } }`,
    as,
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.positionsWithin;
}

async function stand(door: string, places: readonly (readonly [string, number, number])[]) {
  const time = new Date(Date.now() - 60_000).toISOString();
  const said = places.map(([tracker, latitude, longitude]) => ({ tracker, time, latitude, longitude }));
  assert.equal((await post(door, said)).status, 200);
  assert.ok(await site.positions.caughtUp(10_000));
}

test('puts trackers that lie on each other together, and shows them apart from nearer', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const ids = [await tracker('a'), await tracker('b'), await tracker('c')];
  await stand(door, [
    ['a', 52.5, 13.4],
    ['b', 52.5001, 13.4001],
    ['c', 48.1, 11.5],
  ]);
  const as = { viewer: viewer() };
  const far = await within(as, `${WORLD}, zoom: 4, members: 5`);
  assert.equal(far.trackerCount, 3);
  assert.deepEqual(
    far.cells.map((cell: any) => cell.trackerCount),
    [2, 1],
  );
  const [both] = far.cells;
  assert.deepEqual(
    both.positions.map((each: any) => each.tracker.id),
    ids.slice(0, 2),
  );
  assert.deepEqual(both.center, { latitude: 52.50005, longitude: 13.40005 });
  assert.deepEqual(both.bounds, { west: 13.4, south: 52.5, east: 13.4001, north: 52.5001 });
  const box = 'box: { west: 13.399, south: 52.499, east: 13.401, north: 52.501 }';
  const near = await within(as, `${box}, zoom: 20`);
  assert.deepEqual(
    near.cells.map((cell: any) => [cell.trackerCount, cell.isCoLocated]),
    [
      [1, false],
      [1, false],
    ],
  );
  assert.equal((await within(as, `${WORLD}, zoom: 4, members: 0`)).cells[0].positions.length, 0);
});

test('says of trackers at one place that nothing shows them apart', async () => {
  const { door, tracker, viewer } = await site.tenant();
  for (const name of ['a', 'b']) await tracker(name);
  await stand(door, [
    ['a', 52.5, 13.4],
    ['b', 52.500001, 13.4],
  ]);
  const box = 'box: { west: 13.39, south: 52.49, east: 13.41, north: 52.51 }';
  const [cell] = (await within({ viewer: viewer() }, `${box}, zoom: 20`)).cells;
  assert.deepEqual([cell.trackerCount, cell.isCoLocated], [2, true]);
});

test('looks across the antimeridian and to the poles', async () => {
  const { door, tracker, viewer } = await site.tenant();
  for (const name of ['fiji', 'samoa', 'greenwich', 'pole']) await tracker(name);
  await stand(door, [
    ['fiji', -17, 179.5],
    ['samoa', -14, -179.5],
    ['greenwich', 51, 0],
    ['pole', 90, 0],
  ]);
  const as = { viewer: viewer() };
  const pacific = await within(as, 'box: { west: 170, south: -30, east: -170, north: 0 }, zoom: 6');
  assert.deepEqual(
    pacific.cells.map((cell: any) => cell.center.longitude),
    [-179.5, 179.5],
  );
  assert.equal((await within(as, `${WORLD}, zoom: 2`)).trackerCount, 4);
  assert.equal((await within(as, 'box: { west: 0, south: 51, east: 0, north: 51 }, zoom: 24')).trackerCount, 1);
});

test('never gives many more cells than fit a screen, whatever zoom is asked for', async () => {
  const { viewer } = await site.tenant();
  const { zoom } = await within({ viewer: viewer() }, `${WORLD}, zoom: 24`);
  assert.ok(zoom >= 2 && zoom <= 3, `${zoom}`);
});

test('shows to everybody the trackers they may see, and of those the ones asked for', async () => {
  const [mine, other] = [uuidv7(), uuidv7()];
  const { door, tracker, viewer } = await site.tenant();
  const id = await tracker('a', mine);
  await tracker('b', other);
  await tracker('c');
  await stand(door, [
    ['a', 52.5, 13.4],
    ['b', 52.5, 13.4],
    ['c', 52.5, 13.4],
  ]);
  const count = async (as: As, args = '') => (await within(as, `${WORLD}, zoom: 3${args}`)).trackerCount;
  assert.equal(await count({ viewer: viewer() }), 3);
  assert.equal(await count({ viewer: viewer([mine]) }), 1);
  assert.equal(await count({ viewer: viewer([mine]) }, `, unitIds: ["${other}"]`), 0);
  assert.equal(await count({ viewer: viewer() }, `, unitIds: ["${mine}", "${other}"]`), 2);
  assert.equal(await count({ viewer: viewer() }, `, trackerIds: ["${id}", "no id"]`), 1);
  assert.equal(await count({ viewer: (await site.tenant()).viewer() }), 0);
});

for (const [what, args] of [
  ['a south above the north', 'box: { west: 0, south: 10, east: 1, north: 9 }, zoom: 3'],
  ['an edge off the Earth', 'box: { west: 0, south: 0, east: 181, north: 9 }, zoom: 3'],
  ['a zoom of 25', `${WORLD}, zoom: 25`],
  ['21 members', `${WORLD}, zoom: 3, members: 21`],
] as const) {
  test(`refuses ${what}`, async () => {
    const { viewer } = await site.tenant();
    const { errors } = await site.run(`{ positionsWithin(${args}) { trackerCount } }`, { viewer: viewer() });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(errors));
  });
}

test('counts 10,000 trackers once each, whatever the zoom', async () => {
  const { tenantId, viewer } = await site.tenant();
  await site.postgres.admin`
    insert into positions.latest (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, event_kind,
      received_at, partition, "offset")
    select ${tenantId}, gen_random_uuid(), now(), '\\x0000000000000000', 525000000 + (random() * 1000000)::integer,
      134000000 + (random() * 1000000)::integer, 0, now(), 0, 0 from generate_series(1, 10000)`;
  const box = 'box: { west: 13.4, south: 52.5, east: 13.5, north: 52.6 }';
  for (const zoom of [0, 12, 24]) {
    const { trackerCount, cells } = await within({ viewer: viewer() }, `${box}, zoom: ${zoom}, members: 3`);
    assert.equal(trackerCount, 10_000);
    assert.equal(
      cells.reduce((sum: number, cell: any) => sum + cell.trackerCount, 0),
      10_000,
    );
    for (const { trackerCount: count, bounds, positions } of cells) {
      assert.equal(positions.length, Math.min(3, count));
      for (const { latitude } of positions) assert.ok(latitude >= bounds.south && latitude <= bounds.north);
    }
  }
});
