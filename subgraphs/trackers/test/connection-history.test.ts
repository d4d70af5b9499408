import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { Viewer } from '@trekker/kit';

import { noteHeard, type SpanLimits } from '../src/db/tracker-status.ts';
import { startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const START = Date.parse('2030-01-01T08:00:00.000Z');
const LIMITS = { longestPauseMs: 2 * MINUTE, keptMs: 400 * DAY };
const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();
/** Minutes since the start, or null. */
const minutesOf = (text: string | null) => text && (Date.parse(text) - START) / MINUTE;

/** A tracker added at the start. */
async function scene() {
  const viewer = site.tenant();
  site.clock.set(START);
  return { viewer, trackerId: await site.addTracker(viewer) };
}

/** The tracker is heard at these minutes since the start, as the log tells it, in batches. */
async function hear(viewer: Viewer, trackerId: string, ...batches: number[][]): Promise<void> {
  await hearWith(LIMITS, viewer, trackerId, ...batches);
}

async function hearWith(limits: SpanLimits, viewer: Viewer, trackerId: string, ...batches: number[][]): Promise<void> {
  for (const [offset, minutes] of batches.entries()) {
    const signs = minutes.map((minute, index) => ({
      kind: 'heard' as const,
      at: START + minute * MINUTE,
      offset: offset * 1_000 + index,
      way: null,
    }));
    await site.others.withConsumer(async (tx) => {
      await tx.asTenant(viewer.tenantId);
      await noteHeard(tx, [{ trackerId, partition: 0, signs, newest: null, offset }], limits);
    });
  }
}

async function history(viewer: Viewer, trackerId: string, args: Record<string, unknown>): Promise<any> {
  const { data, errors } = await site.run(
    `query Q($id: ID!, $from: DateTime!, $to: DateTime!, $first: Int! = 100, $after: String) {
      tracker(id: $id) { connectionHistory(from: $from, to: $to, first: $first, after: $after) {
        nodes { status from to } pageInfo { hasNextPage endCursor } } } }`,
    { viewer, variables: { id: trackerId, ...args } },
  );
  if (errors) return { refused: errors[0]?.extensions?.['code'] };
  const { nodes, pageInfo } = data.tracker.connectionHistory;
  const periods = nodes.map((one: { status: string; from: string; to: string | null }) => [
    one.status,
    minutesOf(one.from),
    minutesOf(one.to),
  ]);
  return { periods, ...pageInfo };
}

test('tells when a tracker was connected, idle and disconnected since it was added', async () => {
  const { viewer, trackerId } = await scene();
  await hear(viewer, trackerId, [10, 11], [13], [40, 60]);
  site.clock.set(START + 61 * MINUTE);
  const { periods } = await history(viewer, trackerId, { from: at(-60), to: at(600) });
  assert.deepEqual(periods, [
    ['DISCONNECTED', 0, 10],
    ['CONNECTED', 10, 15],
    ['IDLE', 15, 28],
    ['DISCONNECTED', 28, 40],
    ['CONNECTED', 40, 42],
    ['IDLE', 42, 55],
    ['DISCONNECTED', 55, 60],
    ['CONNECTED', 60, null],
  ]);
  const cut = await history(viewer, trackerId, { from: at(12), to: at(50) });
  assert.deepEqual(cut.periods, [
    ['CONNECTED', 12, 15],
    ['IDLE', 15, 28],
    ['DISCONNECTED', 28, 40],
    ['CONNECTED', 40, 42],
    ['IDLE', 42, 50],
  ]);
  assert.deepEqual((await history(viewer, trackerId, { from: at(-60), to: at(0) })).periods, []);
  assert.deepEqual((await history(viewer, trackerId, { from: at(100), to: at(200) })).periods, []);
});

test('pages through periods without missing or repeating any', async () => {
  const { viewer, trackerId } = await scene();
  await hear(viewer, trackerId, [0, 10, 20, 50, 51, 90]);
  site.clock.set(START + 200 * MINUTE);
  const range = { from: at(5), to: at(100) };
  const whole = await history(viewer, trackerId, range);
  assert.equal(whole.hasNextPage, false);
  for (const first of [1, 2, 3]) {
    const periods: unknown[] = [];
    for (let after: string | null = null; ;) {
      const page = await history(viewer, trackerId, { ...range, first, after });
      periods.push(...page.periods);
      if (!page.hasNextPage) break;
      assert.equal(page.periods.length, first);
      after = page.endCursor;
    }
    assert.deepEqual(periods, whole.periods, `${first} at a time`);
  }
});

test('takes spans together that a shorter setting told apart, however many there are', async () => {
  const { viewer, trackerId } = await scene();
  const minutes = Array.from({ length: 60 }, (_, minute) => minute);
  await hearWith({ ...LIMITS, longestPauseMs: MINUTE / 2 }, viewer, trackerId, minutes, [100]);
  site.clock.set(START + 200 * MINUTE);
  const range = { from: at(0), to: at(150), first: 1 };
  const { periods, endCursor } = await history(viewer, trackerId, range);
  assert.deepEqual(periods, [['CONNECTED', 0, 61]]);
  assert.deepEqual((await history(viewer, trackerId, { ...range, after: endCursor })).periods, [['IDLE', 61, 74]]);
});

test('asks for a stretch of at most 92 days and a cursor of its own', async () => {
  const { viewer, trackerId } = await scene();
  const to = new Date(START + 92 * DAY).toISOString();
  assert.deepEqual((await history(viewer, trackerId, { from: at(0), to })).hasNextPage, false);
  for (const bad of [
    { from: at(0), to: new Date(START + 92 * DAY + 1).toISOString() },
    { from: at(0), to: at(0) },
    { from: '0000-01-01T00:00:00Z', to: '9999-01-01T00:00:00Z' },
    { from: at(0), to: at(1), first: 501 },
    { from: at(0), to: at(1), after: 'x' },
  ]) {
    assert.deepEqual(await history(viewer, trackerId, bad), { refused: 'INVALID_INPUT' }, JSON.stringify(bad));
  }
  const old = { from: '0000-01-01T00:00:00Z', to: '0000-02-01T00:00:00Z' };
  assert.deepEqual((await history(viewer, trackerId, old)).periods, []);
});

test('keeps spans only as long as it is told to', async () => {
  const { viewer, trackerId } = await scene();
  const days = (count: number) => (count * DAY) / MINUTE;
  await hear(viewer, trackerId, [0], [days(100)], [days(200)], [days(450)], [days(650)]);
  const rows = await site.postgres.admin<{ first_heard_at: number }[]>`
    select first_heard_at from trackers.heard_spans where tracker_id = ${trackerId} order by 1`;
  assert.deepEqual(
    rows.map((row) => (row.first_heard_at - START) / DAY),
    [100, 200, 450],
  );
  site.clock.set(START + 550 * DAY);
  const { periods } = await history(viewer, trackerId, { from: at(days(140)), to: at(days(201)) });
  assert.deepEqual(periods[0], ['DISCONNECTED', days(150), days(200)], 'what is not kept is not told');
});

test('keeps no span of a tracker that the tenant does not have, and none under another', async () => {
  const { viewer, trackerId } = await scene();
  const stranger = await scene();
  await hear(viewer, stranger.trackerId, [0, 10, 20]);
  const rows = await site.postgres.admin`
    select 1 from trackers.heard_spans where tracker_id in (${trackerId}, ${stranger.trackerId})`;
  assert.equal(rows.length, 0);
});

test('derives the same from the log again', async () => {
  const { viewer, trackerId } = await scene();
  const { tenantId } = viewer;
  for (let count = 0; count < 3; count += 1) await site.hear(tenantId, trackerId);
  const stateOf = () => site.postgres.admin`
    select heard_since, last_heard_at, recorded_at, "offset" from trackers.tracker_status where tracker_id = ${trackerId}`;
  const before = [...(await stateOf())];
  assert.equal(before.length, 1);
  await site.postgres.admin`delete from trackers.tracker_status`;
  await site.postgres.admin`delete from trackers.checkpoints where projection = 'heard'`;
  await using again = site.elsewhere();
  await site.trackers.stop();
  await again.start();
  assert.ok(await again.caughtUp(5_000));
  assert.deepEqual([...(await stateOf())], before);
});
