import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger } from '@trekker/kit';

import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
/** A full hour some days ago, 18:00 UTC. */
const START = Math.floor(Date.now() / (24 * HOUR)) * 24 * HOUR - 54 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
const RANGE = `from: "${iso(START - 48 * HOUR)}", to: "${iso(START + 48 * HOUR)}"`;

/** Stands for ten minutes, travels north for ten minutes, stands for ten minutes, then is silent for two hours. */
async function report(door: string, tracker: string, start = START) {
  const positions = Array.from({ length: 31 }, (_, minute) => {
    const north = Math.max(0, Math.min(minute - 10, 10)) * 0.005;
    return { tracker, time: iso(start + minute * 60_000), latitude: 52.5 + north, longitude: 13.4, speed: minute };
  });
  const back = { tracker, time: iso(start + 150 * 60_000), latitude: 52.55, longitude: 13.4 };
  const { status } = await post(door, [...positions, back]);
  assert.equal(status, 200);
  assert.ok(await site.positions.caughtUp(10_000));
}

type As = Parameters<TestPositions['run']>[1];

async function stretchesOf(trackerId: string, as: As, args = RANGE) {
  const { data, errors } = await site.run(
    `query Q($t: ID!) { _entities(representations: [{ __typename: "Tracker", id: $t }]) { ... on Tracker {
       trips(${args}) { nodes { from to start { latitude longitude } end { latitude } distanceMeters
         maxSpeedMetersPerSecond endedBy tracker { id } } pageInfo { hasNextPage endCursor } }
       stops(${args}) { nodes { from to center { latitude longitude } endedBy } pageInfo { hasNextPage endCursor } } } } }`,
    { ...as, variables: { t: trackerId } },
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data._entities[0];
}

async function motionOf(as: As, args: string) {
  const { data, errors } = await site.run(
    `{ motion(${args}) { nodes { tracker { id } from to distanceMeters stoppedMeters unknownMeters movingSeconds
         stoppedSeconds unknownSeconds maxSpeedMetersPerSecond positionCount firstPositionAt lastPositionAt }
         pageInfo { hasNextPage endCursor } } }`,
    as,
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.motion;
}

test('tells trips and stops with their bounds, and that silence ends what it ends', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  const { trips, stops } = await stretchesOf(trackerId, { viewer: viewer() });
  const minutes = ({ from, to, endedBy }: { from: string; to: string; endedBy: string }) =>
    [(Date.parse(from) - START) / 60_000, (Date.parse(to) - START) / 60_000, endedBy] as const;
  assert.deepEqual(trips.nodes.map(minutes), [[10, 20, 'STOP']]);
  assert.deepEqual(stops.nodes.map(minutes), [
    [0, 10, 'DEPARTURE'],
    [20, 30, 'SILENCE'],
  ]);
  const [trip] = trips.nodes;
  assert.ok(Math.abs(trip.distanceMeters - 5_559.75) < 0.05, `${trip.distanceMeters}`);
  assert.deepEqual(trip.start, { latitude: 52.5, longitude: 13.4 });
  assert.equal(trip.end.latitude, 52.55);
  assert.equal(trip.maxSpeedMetersPerSecond, 20);
  assert.equal(trip.tracker.id, trackerId);
  assert.deepEqual(stops.nodes[0].center, { latitude: 52.5, longitude: 13.4 });
});

test('shows what still goes on as it looks now', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  const at = (minute: number, latitude: number) => ({
    tracker: 'van',
    time: iso(START + minute * 60_000),
    latitude,
    longitude: 13.4,
  });
  await post(door, [at(0, 52.5), at(1, 52.51), at(2, 52.52)]);
  assert.ok(await site.positions.caughtUp(10_000));
  const moving = await stretchesOf(trackerId, { viewer: viewer() });
  assert.deepEqual([moving.trips.nodes.length, moving.trips.nodes[0].endedBy, moving.stops.nodes], [1, null, []]);
  await post(door, [at(3, 52.52), at(6, 52.52)]);
  assert.ok(await site.positions.caughtUp(10_000));
  const standing = await stretchesOf(trackerId, { viewer: viewer() });
  assert.equal(standing.trips.nodes[0].endedBy, 'STOP');
  assert.deepEqual([standing.stops.nodes.length, standing.stops.nodes[0].endedBy], [1, null]);
  assert.equal(standing.stops.nodes[0].from, iso(START + 2 * 60_000));
});

test('pages trips and stops, and gives those whole that only reach into the span', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  for (const day of [0, 1, 2]) await report(door, 'van', START + day * 12 * HOUR);
  const as = { viewer: viewer() };
  const all = (await stretchesOf(trackerId, as)).stops.nodes;
  assert.equal(all.length, 6);
  const paged: unknown[] = [];
  for (let after = ''; ;) {
    const { stops } = await stretchesOf(trackerId, as, `${RANGE}, first: 2${after}`);
    paged.push(...stops.nodes);
    if (!stops.pageInfo.hasNextPage) break;
    after = `, after: "${stops.pageInfo.endCursor}"`;
  }
  assert.deepEqual(paged, all);
  const within = `from: "${iso(START + 15 * 60_000)}", to: "${iso(START + 16 * 60_000)}"`;
  const inside = await stretchesOf(trackerId, as, within);
  assert.deepEqual([inside.trips.nodes.length, inside.stops.nodes.length], [1, 0]);
});

test('sums motion by the hour and by the day, every second of it once', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  const as = { viewer: viewer() };
  const { nodes } = await motionOf(as, `${RANGE}, by: HOUR, trackerIds: ["${trackerId}"]`);
  assert.deepEqual(
    nodes.map((each: any) => [
      each.from,
      each.movingSeconds,
      each.stoppedSeconds,
      each.unknownSeconds,
      each.positionCount,
    ]),
    [
      [iso(START), 600, 1_200, 1_800, 31],
      [iso(START + 2 * HOUR), 0, 0, 1_800, 1],
    ],
  );
  assert.equal(nodes[0].maxSpeedMetersPerSecond, 30);
  const days = await motionOf(as, `${RANGE}, by: DAY`);
  assert.deepEqual(
    days.nodes.map((each: any) => [each.from, each.to, each.movingSeconds, each.stoppedSeconds, each.unknownSeconds]),
    [[iso(START - 18 * HOUR), iso(START + 6 * HOUR), 600, 1_200, 7_200]],
  );
});

test('gives days of a time zone, those half an hour off made of whole hours', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van', START);
  await report(door, 'van', START - HOUR);
  const of = async (zone: string) =>
    (await motionOf({ viewer: viewer() }, `${RANGE}, timeZone: "${zone}", trackerIds: ["${trackerId}"]`)).nodes.map(
      (each: any) => [(Date.parse(each.from) - START) / HOUR, (Date.parse(each.to) - START) / HOUR, each.positionCount],
    );
  // In India the day begins at 18:30 UTC, in Nepal at 18:15, in Newfoundland at 2:30 or 3:30.
  assert.deepEqual(await of('Asia/Kolkata'), [
    [-24, 0, 31],
    [0, 24, 33],
  ]);
  assert.deepEqual(await of('Asia/Kathmandu'), [
    [-24, 0, 31],
    [0, 24, 33],
  ]);
  assert.deepEqual(await of('Asia/Tokyo'), [[-3, 21, 64]]);
  // Names by which the database knows other zones, or none.
  assert.deepEqual(await of('ACT'), await of('Australia/Darwin'));
  assert.deepEqual(await of('SST'), await of('Pacific/Guadalcanal'));
});

test('pages motion by tracker and time', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerIds = [await tracker('a'), await tracker('b')];
  for (const name of ['a', 'b']) for (const day of [0, 1]) await report(door, name, START + day * 24 * HOUR);
  const as = { viewer: viewer() };
  const all = (await motionOf(as, RANGE)).nodes;
  assert.deepEqual(
    all.map((each: any) => each.tracker.id),
    trackerIds.flatMap((id) => [id, id]),
  );
  const first = await motionOf(as, `${RANGE}, first: 3`);
  const rest = await motionOf(as, `${RANGE}, first: 3, after: "${first.pageInfo.endCursor}"`);
  assert.deepEqual([...first.nodes, ...rest.nodes], all);
});

test('shows motion to who may see the tracker alone', async () => {
  const [mine, other] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'] as const;
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van', mine);
  await report(door, 'van');
  const stranger = await site.tenant();
  for (const [as, seen] of [
    [viewer(), true],
    [viewer([mine]), true],
    [viewer([other]), false],
    [stranger.viewer(), false],
  ] as const) {
    const { nodes } = await motionOf({ viewer: as }, `${RANGE}, trackerIds: ["${trackerId}"]`);
    assert.equal(nodes.length > 0, seen);
    assert.equal((await stretchesOf(trackerId, { viewer: as })).stops.nodes.length > 0, seen);
  }
  const ofUnit = await motionOf({ viewer: viewer() }, `${RANGE}, unitIds: ["${mine}"]`);
  assert.equal(ofUnit.nodes.length, 1);
  assert.deepEqual((await motionOf({ viewer: viewer() }, `${RANGE}, unitIds: ["${other}"]`)).nodes, []);
});

test('takes any span for an answer', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  const ever = 'from: "0001-01-01T00:00:00Z", to: "9999-12-31T23:59:59Z"';
  assert.equal((await motionOf({ viewer: viewer() }, ever)).nodes.length, 1);
  assert.equal((await stretchesOf(trackerId, { viewer: viewer() }, ever)).trips.nodes.length, 1);
});

for (const [what, args] of [
  ['an end before the start', 'from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z"'],
  ['a time zone that is none', `${RANGE}, timeZone: "Mars/Olympus"`],
  ['an offset for a time zone', `${RANGE}, timeZone: "+02:00"`],
  ['a page of 501', `${RANGE}, first: 501`],
  ['a cursor of another list', `${RANGE}, after: "abc"`],
] as const) {
  test(`refuses motion of ${what}`, async () => {
    const { viewer } = await site.tenant();
    const { errors } = await site.run(`{ motion(${args}) { nodes { from } } }`, { viewer: viewer() });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(errors));
  });
}
