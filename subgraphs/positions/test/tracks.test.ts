import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { haversineMeters } from '@trekker/geo';
import { createLogger, uuidv7 } from '@trekker/kit';

import { createSimplifier, type TrackPoint } from '../src/domain/track/simplifier.ts';
import { metersFromLine } from '../src/domain/track/track-line.ts';
import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const START = Math.floor(Date.now() / HOUR) * HOUR - 30 * HOUR;
const iso = (at: number) => new Date(at).toISOString();
const SPAN = `from: "${iso(START)}", to: "${iso(START + 24 * HOUR)}"`;

type As = Parameters<TestPositions['run']>[1];

async function tracksOf(as: As, trackerIds: readonly string[], args = SPAN) {
  const { data, errors } = await site.run(
    `query Q($ids: [ID!]!) { tracks(trackerIds: $ids, ${args}) { tracker { id } positionCount toleranceMeters
       hiddenStopCount points { latitude longitude recordedAt stoppedUntil speedMetersPerSecond isAfterGap } } }`,
    { ...as, variables: { ids: trackerIds } },
  );
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data.tracks;
}

/** A wandering way of so many points, a second apart. */
function wander(count: number, seed = 1): TrackPoint[] {
  let state = seed;
  const random = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 0x1_0000_0000;
  let [latitude, longitude, course] = [52.5, 179.99, 0];
  return Array.from({ length: count }, (_, second) => {
    course += (random() - 0.5) * 0.6;
    latitude += Math.cos(course) * 1e-4;
    longitude += Math.sin(course) * 1e-4;
    if (longitude > 180) longitude -= 360;
    return { at: second * 1_000, latitude, longitude, until: null, speed: random() * 30, isAfterGap: false };
  });
}

/** How far the points of a way are from the line through some of them at most, metres. */
function farthest(way: readonly TrackPoint[], line: readonly TrackPoint[]): number {
  let [most, next] = [0, 1];
  for (const point of way) {
    while (next < line.length - 1 && (line[next]?.at ?? 0) < point.at) next += 1;
    const [from, to] = [line[next - 1], line[next]];
    if (from && to) most = Math.max(most, metersFromLine(point, from, to));
  }
  return most;
}

test('keeps every point within the tolerance that it states, first, last and extremes among those kept', () => {
  for (const [seed, most] of [
    [1, 16],
    [2, 100],
    [3, 1_000],
    [4, 9_000],
  ] as const) {
    const way = wander(8_000, seed);
    const simplifier = createSimplifier(most);
    for (const point of way) simplifier.add(point);
    const { points, toleranceMeters } = simplifier.finish();
    assert.equal(points.length, Math.min(most, way.length));
    const real = farthest(way, points);
    assert.ok(real <= toleranceMeters + 0.01, `${real} against ${toleranceMeters}`);
    assert.ok(toleranceMeters <= real * 8, `${toleranceMeters} is far above ${real}`);
    assert.deepEqual([points[0], points.at(-1)], [way[0], way.at(-1)]);
    for (const measure of [
      (point: TrackPoint) => point.latitude,
      (point: TrackPoint) => -point.latitude,
      (point: TrackPoint) => point.speed ?? 0,
    ]) {
      assert.equal(Math.max(...points.map(measure)), Math.max(...way.map(measure)));
    }
    for (let at = 1; at < points.length; at += 1) assert.ok((points[at]?.at ?? 0) > (points[at - 1]?.at ?? 0));
  }
});

test('leaves out short stops before long ones where there are more than points, and counts them', () => {
  const simplifier = createSimplifier(16);
  const way = wander(200).map((point, index) =>
    index % 5 ? point : { ...point, until: point.at + index * 10_000 + 1 },
  );
  for (const point of way) simplifier.add(point);
  const { points, hiddenStops } = simplifier.finish();
  const stops = points.filter(({ until }) => until !== null);
  assert.equal(points.length, 16);
  assert.equal(hiddenStops, 40 - stops.length);
  assert.ok(stops.length >= 9);
  assert.ok(
    stops.some(({ at }) => at === 195_000),
    'the longest is kept',
  );
});

/** Drives east for half an hour, stands for half an hour, is silent for three hours and drives on. */
async function report(door: string, tracker: string) {
  const minutes = [
    ...Array(61).keys(),
    ...Array(31)
      .keys()
      .map((minute) => minute + 240),
  ];
  const said = minutes.map((minute) => {
    const driven = Math.min(minute, 30) + Math.max(0, minute - 240);
    const longitude = 13.4 + driven * 0.01;
    const latitude = 52.5 + (minute === 7 ? 0.01 : 0);
    return { tracker, time: iso(START + minute * 60_000), latitude, longitude, speed: minute === 8 ? 25 : 11 };
  });
  assert.equal((await post(door, said)).status, 200);
  assert.ok(await site.positions.caughtUp(10_000));
}

test('draws a track with its stops as points and its gaps marked', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  const [track] = await tracksOf({ viewer: viewer() }, [trackerId], `${SPAN}, maxPoints: 16`);
  assert.equal(track.positionCount, 92);
  assert.ok(track.points.length <= 16);
  assert.equal(track.hiddenStopCount, 0);
  const minute = (at: string) => (Date.parse(at) - START) / 60_000;
  const stops = track.points.filter((point: any) => point.stoppedUntil);
  assert.deepEqual(
    stops.map((stop: any) => [minute(stop.recordedAt), minute(stop.stoppedUntil), stop.speedMetersPerSecond]),
    [[30, 60, null]],
  );
  assert.deepEqual(
    track.points.filter((point: any) => point.isAfterGap).map((point: any) => minute(point.recordedAt)),
    [240],
  );
  const kept = track.points.map((point: any) => minute(point.recordedAt));
  for (const wanted of [0, 7, 8, 270]) assert.ok(kept.includes(wanted), `${wanted} of ${kept}`);
  assert.ok(track.toleranceMeters < 1, `${track.toleranceMeters}`);
});

test('cuts a stop off at the ends of the span', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  const span = `from: "${iso(START + 40 * 60_000)}", to: "${iso(START + 50 * 60_000)}"`;
  const [track] = await tracksOf({ viewer: viewer() }, [trackerId], span);
  assert.deepEqual(
    track.points.map((point: any) => [point.recordedAt, point.stoppedUntil]),
    [[iso(START + 40 * 60_000), iso(START + 50 * 60_000)]],
  );
  const longitude = 13.4 + 30 * 0.01;
  assert.ok(haversineMeters(track.points[0], { latitude: 52.5, longitude }) < 1);
});

test('draws those tracks that there are, in the order asked for, to who may see them', async () => {
  const unit = uuidv7();
  const { door, tracker, viewer } = await site.tenant();
  const [a, b, silent] = [await tracker('a', unit), await tracker('b'), await tracker('silent')];
  await report(door, 'a');
  await report(door, 'b');
  const ids = async (as: As) =>
    (await tracksOf(as, [b, a, silent, uuidv7(), 'no id'])).map((each: any) => each.tracker.id);
  assert.deepEqual(await ids({ viewer: viewer() }), [b, a]);
  assert.deepEqual(await ids({ viewer: viewer([unit]) }), [a]);
  assert.deepEqual(await ids({ viewer: (await site.tenant()).viewer() }), []);
});

test('refuses more positions than it draws, and says how many there are', async () => {
  const { door, tracker, viewer, tenantId } = await site.tenant();
  const trackerId = await tracker('van');
  await report(door, 'van');
  await site.postgres.admin`
    update positions.motion_hours set positions = 1000000 where tenant_id = ${tenantId}`;
  const { errors } = await site.run(`{ tracks(trackerIds: ["${trackerId}"], ${SPAN}) { positionCount } }`, {
    viewer: viewer(),
  });
  assert.match(errors?.[0]?.message ?? '', /to must leave at most 2000000 positions, got about 3000000/);
});

for (const [what, args, ids] of [
  ['an end before the start', `from: "${iso(START)}", to: "${iso(START - 1)}"`, 1],
  ['too few points', `${SPAN}, maxPoints: 15`, 1],
  ['too many points', `${SPAN}, maxPoints: 10001`, 1],
  ['too many points together', `${SPAN}, maxPoints: 10000`, 6],
  ['too many trackers', SPAN, 51],
  ['a gap of no length', `${SPAN}, gapSeconds: 9`, 1],
] as const) {
  test(`refuses ${what}`, async () => {
    const { viewer } = await site.tenant();
    const { errors } = await site.run(`query Q($ids: [ID!]!) { tracks(trackerIds: $ids, ${args}) { positionCount } }`, {
      viewer: viewer(),
      variables: { ids: Array.from({ length: ids }, () => uuidv7()) },
    });
    assert.equal(errors?.[0]?.extensions?.['code'], 'INVALID_INPUT', JSON.stringify(errors));
  });
}
