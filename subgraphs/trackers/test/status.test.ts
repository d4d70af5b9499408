import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { readEntries, SHARED, type Viewer } from '@trekker/kit';

import { noteHeard } from '../src/db/tracker-status.ts';
import { heardIn } from '../src/domain/heard.ts';
import { NOWHERE, positionsEntry, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

async function statusOf(viewer: Viewer, trackerId: string): Promise<{ connection: string; heardAt: number | null }> {
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { connection lastHeardAt } }`, { viewer });
  const { connection, lastHeardAt } = data.tracker;
  return { connection, heardAt: lastHeardAt && Date.parse(lastHeardAt) };
}

const entriesOf = (partition: number) =>
  site.others.withConsumer((tx) =>
    readEntries(tx.sql, { topic: 'positions', tenantId: SHARED, partition }, { after: -1, limit: 1_000 }),
  );

test('computes the connection from when a tracker was last heard and the clock', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  assert.deepEqual(await statusOf(viewer, trackerId), { connection: 'DISCONNECTED', heardAt: null });
  const earliest = Date.now();
  await site.hear(viewer.tenantId, trackerId);
  const { heardAt } = await statusOf(viewer, trackerId);
  assert.ok(heardAt !== null && heardAt >= earliest - 1_000 && heardAt <= Date.now() + 1_000);
  const after = async (silentMs: number) => {
    site.clock.set(heardAt + silentMs);
    return (await statusOf(viewer, trackerId)).connection;
  };
  assert.deepEqual(
    [await after(0), await after(119_999), await after(120_000), await after(899_999), await after(900_000)],
    ['CONNECTED', 'CONNECTED', 'IDLE', 'IDLE', 'DISCONNECTED'],
  );
});

test('keeps the latest sign of life whatever the order and repetition of delivery', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  await site.hear(viewer.tenantId, trackerId, trackerId, trackerId);
  const expected = await statusOf(viewer, trackerId);
  const { partition } = positionsEntry(viewer.tenantId, trackerId);
  const entries = await entriesOf(partition);
  for (const delivery of [entries.toReversed(), [...entries, ...entries], entries.slice(0, 1)]) {
    for (const [tenantId, heard] of heardIn(delivery)) {
      await site.others.withConsumer(async (tx) => {
        await tx.asTenant(tenantId);
        await noteHeard(tx, heard, { longestPauseMs: 120_000, keptMs: 86_400_000 });
      });
    }
    assert.deepEqual(await statusOf(viewer, trackerId), expected);
  }
  const last = entries.findLast(({ subject }) => subject === viewer.tenantId);
  const [kept] = await site.postgres.admin<{ offset: number }[]>`
    select "offset" from trackers.tracker_status where tracker_id = ${trackerId}`;
  assert.equal(kept?.offset, last?.offset);
  assert.equal(expected.heardAt, last?.at);
  const reversed = heardIn(entries.toReversed()).get(viewer.tenantId);
  assert.deepEqual(
    reversed?.map(({ signs, newest, ...rest }) => [rest, signs.at(-1)?.at, newest]),
    [[{ trackerId, partition, offset: last?.offset }, last?.at, { recordedAt: 1_700_000_000_000, dedupe: 1n }]],
  );
});

test('hears a tracker that has no place to report', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const { topic, partition, subject } = positionsEntry(viewer.tenantId, trackerId);
  await site.others.withConsumer(async (tx) =>
    tx.publish({ topic, partition, subject, type: 'heard', payload: { trackerId } }),
  );
  assert.ok(await site.trackers.caughtUp(5_000));
  assert.ok((await statusOf(viewer, trackerId)).heardAt);
});

test('passes over ticks, other entries, and trackers that the tenant does not have', async () => {
  const viewer = site.tenant();
  const stranger = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const { partition } = positionsEntry(viewer.tenantId, trackerId);
  await site.others.withConsumer(async (tx) => {
    tx.publish({ topic: 'positions', partition, subject: SHARED, kind: 'tick', type: 'tick', payload: {} });
    tx.publish({
      topic: 'positions',
      partition,
      subject: viewer.tenantId,
      kind: 'control',
      type: 'rules',
      payload: {},
    });
    // Somebody else's entry names our tracker: it says nothing of it.
    tx.publish({ ...positionsEntry(viewer.tenantId, trackerId), subject: stranger.tenantId });
    tx.publish(positionsEntry(viewer.tenantId, NOWHERE));
  });
  assert.ok(await site.trackers.caughtUp(5_000));
  assert.equal((await statusOf(viewer, trackerId)).heardAt, null);
});

test('reads no entry that newer code wrote, and none without positions', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  await site.hear(viewer.tenantId, trackerId);
  const { partition } = positionsEntry(viewer.tenantId, trackerId);
  const entry = (await entriesOf(partition)).findLast(({ subject }) => subject === viewer.tenantId);
  assert.ok(entry);
  assert.throws(() => heardIn([{ ...entry, version: 2 }]), /version 2/);
  assert.throws(() => heardIn([{ ...entry, body: null }]), /no bytes/);
  assert.throws(() => heardIn([{ ...entry, body: new Uint8Array([9, 9]) }]), /version 9/);
});

test('lets a session see what positions had written before it asked', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const entry = positionsEntry(viewer.tenantId, trackerId);
  const { wrote } = await site.others.withTenant(viewer.tenantId, async (tx) => tx.publish(entry));
  const { data } = await site.run(`{ tracker(id: "${trackerId}") { lastHeardAt } }`, { viewer, readAfter: wrote });
  assert.ok(data.tracker.lastHeardAt);
});
