import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger, uuidv7 } from '@trekker/kit';

import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const MINUTE = 60_000;
const START = Math.floor(Date.now() / HOUR) * HOUR - 30 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
const SPAN = { from: iso(START), to: iso(START + 24 * HOUR) };
/** A yard of about 700 by 1100 metres, with a pond that does not belong to it. */
const YARD = {
  type: 'Polygon',
  coordinates: [
    [
      [13.4, 52.5],
      [13.41, 52.5],
      [13.41, 52.51],
      [13.4, 52.51],
      [13.4, 52.5],
    ],
    [
      [13.404, 52.504],
      [13.404, 52.506],
      [13.406, 52.506],
      [13.406, 52.504],
      [13.404, 52.504],
    ],
  ],
};
const YARD_BOX = { west: 13.4, south: 52.5, east: 13.41, north: 52.51 };

type As = Parameters<TestPositions['run']>[1];

async function ask(field: 'areaSightings' | 'heatmap', as: As, variables: Record<string, unknown>) {
  const isSearch = field === 'areaSightings';
  const head = isSearch ? '$area: AreaInput!, $first: Int, $after: String' : '$box: BoxInput!, $zoom: Int!';
  const given = isSearch ? 'area: $area, first: $first, after: $after' : 'box: $box, zoom: $zoom';
  const asked = isSearch
    ? '{ nodes { tracker { id } firstAt lastAt positionCount closestMeters closestAt } pageInfo { hasNextPage endCursor } }'
    : '{ cellCount positionCount dwellSeconds cells { x y positionCount dwellSeconds trackerCount bounds { west south east north } } }';
  return site.run(
    `query Q(${head}, $from: DateTime!, $to: DateTime!, $trackerIds: [ID!], $unitIds: [ID!]) {
       ${field}(${given}, from: $from, to: $to, trackerIds: $trackerIds, unitIds: $unitIds) ${asked} }`,
    { ...as, variables: { ...SPAN, ...variables } },
  );
}

async function sightings(as: As, variables: Record<string, unknown> = { area: { boundary: YARD } }) {
  const { data, errors } = await ask('areaSightings', as, variables);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.areaSightings;
}

async function heat(as: As, variables: Record<string, unknown>) {
  const { data, errors } = await ask('heatmap', as, variables);
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.heatmap;
}

/** Reports places of a tracker a minute apart. */
async function walk(door: string, tracker: string, places: readonly (readonly [number, number])[], start = START) {
  const said = places.map(([latitude, longitude], minute) => ({
    tracker,
    time: iso(start + minute * MINUTE),
    latitude,
    longitude,
  }));
  assert.equal((await post(door, said)).status, 200);
  assert.ok(await site.positions.caughtUp(10_000));
}

test('finds who had a position in a polygon, when first and last, and how near to its middle', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const [a, b, pond] = [await tracker('a'), await tracker('b'), await tracker('pond')];
  await walk(door, 'a', [
    [52.49, 13.4],
    [52.5, 13.4],
    [52.5035, 13.405],
    [52.52, 13.4],
    [52.509, 13.405],
    [52.52, 13.4],
  ]);
  await walk(door, 'b', [[52.501, 13.401]], START + 5 * HOUR);
  await walk(door, 'pond', [[52.505, 13.405]]);
  const { nodes } = await sightings({ viewer: viewer() });
  assert.deepEqual(
    nodes.map((each: any) => [each.tracker.id, each.firstAt, each.lastAt, each.positionCount, each.closestAt]),
    [
      [a, iso(START + MINUTE), iso(START + 4 * MINUTE), 3, iso(START + 2 * MINUTE)],
      [b, iso(START + 5 * HOUR), iso(START + 5 * HOUR), 1, iso(START + 5 * HOUR)],
    ],
  );
  assert.ok(Math.abs(nodes[0].closestMeters - 166.8) < 0.1, nodes[0].closestMeters);
  assert.equal(
    (await sightings({ viewer: viewer() }, { area: { box: YARD_BOX }, trackerIds: [pond] })).nodes.length,
    1,
  );
  const circle = { latitude: 52.505, longitude: 13.405, radiusMeters: 100 };
  assert.deepEqual(
    (await sightings({ viewer: viewer() }, { area: { circle } })).nodes.map((each: any) => each.tracker.id),
    [pond],
  );
});

test('keeps to the time asked for, to the millisecond', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('a');
  await walk(door, 'a', [
    [52.501, 13.401],
    [52.501, 13.401],
    [52.501, 13.401],
  ]);
  const count = async (from: number, to: number) =>
    (await sightings({ viewer: viewer() }, { area: { box: YARD_BOX }, from: iso(from), to: iso(to) })).nodes[0]
      ?.positionCount;
  assert.equal(await count(START, START + 2 * MINUTE), 2);
  assert.equal(await count(START + 1, START + 2 * MINUTE + 1), 2);
  assert.equal(await count(START + 1, START + MINUTE), undefined);
});

test('finds across the antimeridian', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('east');
  await tracker('west');
  await tracker('far');
  await walk(door, 'east', [[-17, 179.99]]);
  await walk(door, 'west', [[-17, -179.99]]);
  await walk(door, 'far', [[-17, 0]]);
  const box = { west: 179, south: -18, east: -179, north: -16 };
  assert.equal((await sightings({ viewer: viewer() }, { area: { box } })).nodes.length, 2);
  const circle = { latitude: -17, longitude: 180, radiusMeters: 5_000 };
  assert.equal((await sightings({ viewer: viewer() }, { area: { circle } })).nodes.length, 2);
  assert.equal((await heat({ viewer: viewer() }, { box, zoom: 10 })).positionCount, 2);
});

test('pages sightings by tracker, to who may see the trackers', async () => {
  const unit = uuidv7();
  const { door, tracker, viewer } = await site.tenant();
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    ids.push(await tracker(name, name === 'b' ? unit : null));
    await walk(door, name, [[52.501, 13.401]]);
  }
  const as = { viewer: viewer() };
  const area = { boundary: YARD };
  const first = await sightings(as, { area, first: 2 });
  assert.deepEqual([first.nodes.length, first.pageInfo.hasNextPage], [2, true]);
  const rest = await sightings(as, { area, first: 2, after: first.pageInfo.endCursor });
  assert.equal(rest.pageInfo.hasNextPage, false);
  assert.deepEqual(
    [...first.nodes, ...rest.nodes].map((each: any) => each.tracker.id),
    ids,
  );
  assert.equal((await sightings({ viewer: viewer([unit]) })).nodes.length, 1);
  assert.equal((await sightings(as, { area, unitIds: [unit] })).nodes.length, 1);
  assert.equal((await sightings({ viewer: (await site.tenant()).viewer() })).nodes.length, 0);
  const world = { box: { west: -180, south: -90, east: 180, north: 90 }, zoom: 0 };
  assert.equal((await heat({ viewer: viewer([unit]) }, world)).cells[0].trackerCount, 1);
  assert.deepEqual((await heat({ viewer: (await site.tenant()).viewer() }, world)).cells, []);
});

test('tells how long trackers were in each tile, silences left out', async () => {
  const { door, tracker, viewer } = await site.tenant();
  await tracker('a');
  await tracker('b');
  const [here, there] = [
    [52.505, 13.405],
    [52.505, 13.455],
  ] as const;
  await walk(door, 'a', [here, here, here, there, there]);
  await walk(door, 'a', [here], START + 6 * HOUR);
  await walk(door, 'b', [here], START + 59 * MINUTE);
  await walk(door, 'b', [there], START + 64 * MINUTE);
  const { cells, ...all } = await heat(
    { viewer: viewer() },
    { box: { west: 13, south: 52, east: 14, north: 53 }, zoom: 15 },
  );
  assert.deepEqual(all, { cellCount: 2, positionCount: 8, dwellSeconds: 540 });
  assert.deepEqual(
    cells.map((cell: any) => [cell.positionCount, cell.dwellSeconds, cell.trackerCount]),
    [
      [5, 480, 2],
      [3, 60, 2],
    ],
  );
  const { west, south, east, north } = cells[0].bounds;
  assert.ok(west <= 13.405 && east > 13.405 && south <= 52.505 && north > 52.505);
  const part = await heat({ viewer: viewer() }, { box: { west: 13.4, south: 52, east: 13.41, north: 53 }, zoom: 15 });
  assert.deepEqual([part.cellCount, part.dwellSeconds], [1, 480]);
});

test('refuses to look at more positions than it can, and says how many there are', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  await tracker('a');
  await walk(door, 'a', [[52.501, 13.401]]);
  await site.postgres.admin`update positions.motion_hours set positions = 3000000 where tenant_id = ${tenantId}`;
  for (const [field, variables] of [
    ['areaSightings', { area: { boundary: YARD } }],
    ['heatmap', { box: YARD_BOX, zoom: 10 }],
  ] as const) {
    const { errors } = await ask(field, { viewer: viewer() }, variables);
    assert.match(errors?.[0]?.message ?? '', /to must leave at most 2000000 positions .* got 3000000/);
  }
});

for (const [what, area] of [
  ['no area', {}],
  ['two areas', { boundary: YARD, box: YARD_BOX }],
  ['a boundary that is no shape', { boundary: { type: 'Point', coordinates: [1, 1] } }],
  ['a circle without radius', { circle: { latitude: 1, longitude: 1, radiusMeters: 0 } }],
  ['a box upside down', { box: { west: 0, south: 2, east: 1, north: 1 } }],
  ['a boundary of too many points', { boundary: { ...YARD, more: 'x'.repeat(200_000) } }],
] as const) {
  test(`refuses ${what}`, async () => {
    const { viewer } = await site.tenant();
    const { errors } = await ask('areaSightings', { viewer: viewer() }, { area });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(errors));
    assert.match(errors?.[0]?.message ?? '', /^area/);
  });
}

for (const [what, variables] of [
  ['a zoom of 23', { box: YARD_BOX, zoom: 23 }],
  ['a box off the Earth', { box: { ...YARD_BOX, north: 91 }, zoom: 1 }],
  ['an end before the start', { box: YARD_BOX, zoom: 1, to: iso(START - 1) }],
] as const) {
  test(`refuses heat of ${what}`, async () => {
    const { viewer } = await site.tenant();
    const { errors } = await ask('heatmap', { viewer: viewer() }, variables);
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(errors));
  });
}
