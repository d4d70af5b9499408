import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { readConfig, silentLogger, type Database } from '@trekker/kit';

import { trackersOptions } from '../src/index.ts';
import type { RoomListener } from '@trekker/kit';
import { createTrackerFeed, type TrackerChange } from '../src/workers/tracker-feed.ts';
import { startTrackers, type TestTrackers } from './trackers.ts';

let site: TestTrackers;
before(async () => void (site = await startTrackers()));
after(() => site[Symbol.asyncDispose]());

/** A feed whose questions to the database are counted; `answers` false makes them fail. */
function countedFeed() {
  const counted = { asked: 0, answers: true };
  const database: Database = {
    ...site.others,
    withTenant(...call) {
      counted.asked += 1;
      return counted.answers ? site.others.withTenant(...call) : Promise.reject(new Error('the database is away'));
    },
  };
  const limits = readConfig(trackersOptions, {});
  const { clock } = site;
  const feed = createTrackerFeed({ database, limits, clock, log: silentLogger, tail: site.postgres.tail });
  return { ...feed, counted };
}

function listener() {
  const told: string[] = [];
  let ends = 0;
  const one: RoomListener<TrackerChange> = {
    changed: ({ trackers }) => void told.push(...trackers.map(({ trackerId }) => trackerId)),
    ended: () => void (ends += 1),
  };
  return { one, told, ends: () => ends };
}

test('asks once for all who follow a tenant, and nothing when the last one has left', async () => {
  await using feed = countedFeed();
  await feed.start();
  const { tenantId } = site.tenant();
  const leave = await Promise.all([feed.join(tenantId, listener().one), feed.join(tenantId, listener().one)]);
  assert.equal(feed.counted.asked, 1);
  await sleep(1_200);
  assert.equal(feed.counted.asked, 2);
  leave[0]?.();
  await sleep(1_000);
  assert.equal(feed.counted.asked, 3);
  leave[1]?.();
  await sleep(1_200);
  assert.equal(feed.counted.asked, 3);
});

test('looks at once when something is published, once for many entries', async () => {
  await using feed = countedFeed();
  await feed.start();
  const viewer = site.tenant();
  const { one, told } = listener();
  await feed.join(viewer.tenantId, one);
  const before = performance.now();
  const ids = await Promise.all(['a', 'b', 'c'].map((name) => site.addTracker(viewer, { name })));
  while (told.length < 3) await sleep(5);
  assert.ok(performance.now() - before < 900);
  assert.deepEqual(told.toSorted(), ids.toSorted());
  assert.ok(feed.counted.asked <= 7, `asked ${feed.counted.asked} times`);
});

test('goes on where it stopped when the database was away for a while', async () => {
  await using feed = countedFeed();
  await feed.start();
  const viewer = site.tenant();
  feed.counted.answers = false;
  await assert.rejects(feed.join(viewer.tenantId, listener().one), /away/);
  feed.counted.answers = true;
  const { one, told } = listener();
  await feed.join(viewer.tenantId, one);
  feed.counted.answers = false;
  const id = await site.addTracker(viewer);
  await sleep(300);
  assert.deepEqual(told, []);
  feed.counted.answers = true;
  await sleep(1_500);
  assert.deepEqual(told, [id]);
});

test('ends everybody’s stream when it stops and lets nobody in afterwards', async () => {
  await using feed = countedFeed();
  await feed.start();
  const { tenantId } = site.tenant();
  const follower = listener();
  await feed.join(tenantId, follower.one);
  await feed.stop();
  assert.equal(follower.ends(), 1);
  const { asked } = feed.counted;
  await sleep(1_200);
  assert.equal(feed.counted.asked, asked);
  await assert.rejects(feed.join(tenantId, follower.one), { code: 'UNAVAILABLE' });
});
