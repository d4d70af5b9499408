import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { packPositions, quantiseFix } from '@trekker/geo';
import { partitionOf } from '@trekker/kit';

import { dedupeOf } from '../src/domain/dedupe.ts';
import { hourOf } from '../src/domain/motion/settings.ts';
import { createRun } from '../src/domain/motion/run.ts';
import { beginOf, endOf, type Stretch } from '../src/domain/motion/stretch.ts';
import { POSITION_PARTITIONS, POSITIONS_TOPIC, positionsAppended } from '../src/events.ts';
import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

const HOUR = 3_600_000;
const START = Math.floor(Date.now() / HOUR) * HOUR - 40 * HOUR;

/** Deterministic randomness, 0 to 1. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

interface Walked {
  readonly at: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly speed?: number;
  readonly accuracy?: number;
}

/** A day of somebody who drives, stands, goes silent and stands again; some positions share their instant. */
function walk(random: () => number, count: number): Walked[] {
  const positions: Walked[] = [];
  let [at, latitude, longitude, isMoving] = [START, 52.5, 13.4, true];
  while (positions.length < count) {
    at += random() < 0.01 ? HOUR * (1 + 3 * random()) : random() < 0.05 ? 0 : 1_000 + random() * 90_000;
    at = Math.floor(at);
    if (random() < 0.06) isMoving = !isMoving;
    const stride = isMoving ? 0.002 : 0.0002;
    latitude += (random() - 0.4) * stride;
    longitude += (random() - 0.5) * stride;
    const said = random() < 0.5 ? { speed: Math.round(random() * 200) / 10 } : {};
    positions.push({ at, latitude, longitude, ...said, ...(random() < 0.3 ? { accuracy: 40 } : {}) });
  }
  return positions;
}

function messageOf(tracker: string, { at, ...said }: Walked) {
  return { tracker, time: new Date(at).toISOString(), ...said };
}

/** All that is kept of a tracker's motion. */
async function kept(trackerId: string) {
  const sql = site.postgres.admin;
  const hours = await sql`
    select hour_at, positions, moving_ms, stopped_ms, moving_mm, stopped_mm, unknown_mm, max_speed_mms, first_at, last_at,
      south_e7, west_e7, north_e7, east_e7
    from positions.motion_hours where tracker_id = ${trackerId} order by hour_at`;
  const stretches = await sql`
    select from_at, to_at, kind, from_latitude_e7, from_longitude_e7, to_latitude_e7, to_longitude_e7, distance_mm,
      max_speed_mms, ended_by
    from positions.stretches where tracker_id = ${trackerId} order by from_at`;
  const states = await sql`
    select hour_at, state from positions.motion_states where tracker_id = ${trackerId} order by hour_at`;
  const [tracker] = await sql`
    select state, first_at, last_at from positions.motion_trackers where tracker_id = ${trackerId}`;
  return { hours: [...hours], stretches: [...stretches], states: [...states], tracker };
}

/** What one pass over all positions that the history has gives. */
async function recomputed(trackerId: string) {
  const rows = await site.postgres.admin`
    select recorded_at, latitude_e7, longitude_e7, speed_mms, accuracy_cm from positions.history
    where tracker_id = ${trackerId} order by recorded_at, dedupe`;
  const run = createRun(null);
  for (const row of rows) {
    run.add({
      at: row['recorded_at'],
      latitudeE7: row['latitude_e7'],
      longitudeE7: row['longitude_e7'],
      speedMms: row['speed_mms'],
      accuracyCm: row['accuracy_cm'],
    });
  }
  const settled = run.settled();
  const hours = [...run.reaches].map(([hour, reach]) => {
    const figures = settled.get(hour);
    return {
      hour_at: hour,
      positions: figures?.positions,
      moving_ms: figures?.movingMs,
      stopped_ms: figures?.stoppedMs,
      moving_mm: figures?.movingMm,
      stopped_mm: figures?.stoppedMm,
      unknown_mm: figures?.unknownMm,
      max_speed_mms: reach.maxSpeedMms,
      first_at: reach.firstAt,
      last_at: reach.lastAt,
      south_e7: reach.southE7,
      west_e7: reach.westE7,
      north_e7: reach.northE7,
      east_e7: reach.eastE7,
    };
  });
  return {
    hours,
    stretches: run.stretches.map(rowOf),
    states: [...run.starts].map(([hour, state]) => ({ hour_at: hour, state: JSON.stringify(state) })),
    tracker: { state: JSON.stringify(run.state), first_at: rows[0]?.['recorded_at'], last_at: run.state?.last.at },
  };
}

function rowOf(stretch: Stretch) {
  const [from, to] = stretch.kind === 'TRIP' ? [stretch.from, stretch.to] : [stretch.center, stretch.center];
  return {
    from_at: beginOf(stretch),
    to_at: endOf(stretch),
    kind: stretch.kind,
    from_latitude_e7: from.latitudeE7,
    from_longitude_e7: from.longitudeE7,
    to_latitude_e7: to.latitudeE7,
    to_longitude_e7: to.longitudeE7,
    distance_mm: stretch.kind === 'TRIP' ? stretch.mm : 0,
    max_speed_mms: stretch.kind === 'TRIP' ? stretch.maxSpeedMms : null,
    ended_by: stretch.endedBy,
  };
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
}

test('keeps of positions in any order, repeated and late, what one pass over all of them gives', async () => {
  const { door, tracker } = await site.tenant();
  for (let seed = 1; seed <= 6; seed += 1) {
    const random = seeded(seed);
    const name = `walker-${seed}`;
    const trackerId = await tracker(name);
    const walked = walk(random, 400).filter(({ at }) => at < Date.now());
    const late = walked.filter(() => random() < 0.2);
    const inTime = walked.filter((each) => !late.includes(each));
    const order = seed % 2 ? [...inTime, ...shuffled(late, random)] : shuffled(walked, random);
    while (order.length) {
      const some = order.splice(0, 1 + Math.floor(random() * 60));
      const { status } = await post(
        door,
        [...some, ...some.slice(0, 2)].map((each) => messageOf(name, each)),
      );
      assert.equal(status, 200);
      if (random() < 0.3) {
        assert.ok(await site.positions.caughtUp(10_000));
        assert.deepEqual(plain(await kept(trackerId)), plain(await recomputed(trackerId)), `seed ${seed} on the way`);
      }
    }
    assert.ok(await site.positions.caughtUp(10_000));
    assert.deepEqual(plain(await kept(trackerId)), plain(await recomputed(trackerId)), `seed ${seed}`);
  }
});

test('goes on behind a place that cannot be, and takes no speed from it', async () => {
  const { door, tracker } = await site.tenant();
  for (const jump of [
    { latitude: -47.5, longitude: -166.6 },
    { latitude: -52.5, longitude: 13.4 },
  ]) {
    const name = `jumper ${jump.longitude}`;
    const trackerId = await tracker(name);
    const near = { latitude: 52.5, longitude: 13.4 };
    const walked = [near, near, jump, near, near].map((place, second) => ({ at: START + second * 1_000, ...place }));
    const slower = { at: START + 60_000, latitude: 52.5, longitude: 13.41 };
    for (const each of [...walked, slower, { ...walked[0], at: START - 1_000, ...jump } as Walked]) {
      assert.equal((await post(door, [messageOf(name, each)])).status, 200);
      assert.ok(await site.positions.caughtUp(10_000));
    }
    const { hours } = await kept(trackerId);
    assert.deepEqual(plain(await kept(trackerId)), plain(await recomputed(trackerId)));
    assert.ok(hours.every((hour) => hour['max_speed_mms'] < 100_000));
  }
});

test('goes on with what comes late where the history was thinned meanwhile', async () => {
  const { door, tenantId, tracker } = await site.tenant();
  const trackerId = await tracker('thinned');
  const { admin } = site.postgres;
  const stayed = { latitude: 52.5, longitude: 13.4 };
  const say = async (minutes: readonly number[]) => {
    const messages = minutes.map((minute) => messageOf('thinned', { at: START + minute * 60_000, ...stayed }));
    assert.equal((await post(door, messages)).status, 200);
  };
  await say([0, 10, 20, 30, 600, 610, 620]);
  assert.ok(await site.positions.caughtUp(10_000));
  const stops = (await kept(trackerId)).stretches;
  assert.equal(stops.length, 1);
  // What the derived stop came from is gone, and a late position ends another one that began with it.
  await admin`delete from positions.history where tracker_id = ${trackerId} and recorded_at > ${START}`;
  await say([40]);
  assert.ok(await site.positions.caughtUp(10_000), 'the same beginning again');
  await say([300]);
  assert.ok(await site.positions.caughtUp(10_000));
  assert.ok((await kept(trackerId)).stretches.some((each) => each['from_at'] === START));
  await admin`delete from positions.history where tracker_id = ${trackerId}`;
  const unsaid = {
    altitudeMeters: null,
    accuracyMeters: null,
    speedMetersPerSecond: null,
    headingDegrees: null,
    eventKind: 0,
  };
  const quantities = quantiseFix({ ...stayed, ...unsaid });
  const record = { trackerId, recordedAt: START + 1, dedupe: dedupeOf(quantities), ...quantities };
  const { type, version } = positionsAppended;
  await site.writer.withConsumer(async (tx) => {
    const partition = partitionOf(tenantId, trackerId, POSITION_PARTITIONS);
    tx.publish({ topic: POSITIONS_TOPIC, partition, subject: tenantId, type, version, body: packPositions([record]) });
  });
  assert.ok(await site.positions.caughtUp(10_000), 'what is told of a position that nobody kept');
});

test('counts every instant once: hours add up to trips and stops', async () => {
  const run = createRun(null);
  const walked = walk(seeded(77), 3_000);
  for (const { at, latitude, longitude } of walked)
    run.add({
      at,
      latitudeE7: Math.round(latitude * 1e7),
      longitudeE7: Math.round(longitude * 1e7),
      speedMms: null,
      accuracyCm: null,
    });
  const total = (kind: 'TRIP' | 'STOP') =>
    run.stretches.filter((each) => each.kind === kind).reduce((sum, each) => sum + endOf(each) - beginOf(each), 0);
  const figures = [...run.hours.values()];
  const sum = (of: (each: (typeof figures)[number]) => number) => figures.reduce((all, each) => all + of(each), 0);
  const lastDecided = Math.max(...run.stretches.map(endOf));
  const silent = walked.slice(1).reduce((all, { at }, i) => {
    const ms = at - (walked[i]?.at ?? at);
    return ms > HOUR && at <= lastDecided ? all + ms : all;
  }, 0);
  assert.equal(total('TRIP') + total('STOP') + silent, lastDecided - START - ((walked[0]?.at ?? 0) - START));
  assert.ok(total('TRIP') > 0 && total('STOP') > 0 && silent > 0);
  assert.ok(sum((each) => each.movingMs) >= total('TRIP'));
  for (const [hour, each] of run.settled()) assert.ok(each.movingMs + each.stoppedMs <= HOUR, `${hourOf(hour)}`);
});
