import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { encodeCursor, headKey, readConfig } from '@trekker/kit';

import { watchTrackers } from '../src/actions/watch-trackers.ts';
import { createContext } from '../src/context.ts';
import { trackersHead } from '../src/domain/stream-point.ts';
import { trackersOptions } from '../src/index.ts';
import type { RoomListener } from '@trekker/kit';
import type { TrackerChange, TrackerFeed } from '../src/workers/tracker-feed.ts';
import { requestOf, startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

/** A context whose feed tells who follows it and does nothing by itself. */
function contextWith(viewer: ReturnType<TestTrackers['tenant']>) {
  const followers = new Set<RoomListener<TrackerChange>>();
  const feed = {
    async join(_tenantId: string, listener: RoomListener<TrackerChange>) {
      followers.add(listener);
      return () => void followers.delete(listener);
    },
  } as unknown as TrackerFeed;
  const shared = {
    report: () => Promise.reject(new Error('nobody asks')),
    database: site.others,
    config: readConfig(trackersOptions, {}),
    clock: site.clock,
    replicas: {} as never,
    feed,
  };
  return { followers, ctx: createContext(shared, requestOf('', { viewer })) };
}

test('leaves the feed when its reader leaves, and when it cannot begin', async () => {
  const viewer = site.tenant();
  const { followers, ctx } = contextWith(viewer);
  const stream = await watchTrackers(ctx, null);
  assert.equal(followers.size, 1);
  await stream.return?.();
  assert.equal(followers.size, 0);
  const beyond = encodeCursor({ [headKey(trackersHead(viewer.tenantId))]: 7, clock: 0 });
  await assert.rejects(watchTrackers(ctx, beyond), { code: 'CURSOR_EXPIRED' });
  assert.equal(followers.size, 0);
});

test('tells what changed while it read its beginning, and never a point before that', async () => {
  const viewer = site.tenant();
  const trackerId = await site.addTracker(viewer);
  const { followers, ctx } = contextWith(viewer);
  const opening = watchTrackers(ctx, null);
  await new Promise((resolve) => setImmediate(resolve));
  const row = { tenantId: viewer.tenantId, trackerId, name: 'Phone', unitId: null, createdAt: 0 };
  for (const follower of followers)
    follower.changed({ point: { offsets: {}, at: 0 }, unitsMoved: false, trackers: [row] });
  const stream = await opening;
  const [snapshot, change] = [(await stream.next()).value, (await stream.next()).value];
  assert.deepEqual([snapshot.snapshot, change.snapshot], [true, false]);
  assert.deepEqual(change.trackers, [row]);
  assert.equal(change.cursor, snapshot.cursor);
  await stream.return?.();
});
