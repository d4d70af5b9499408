import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { encodeVehiclePositions } from '@trekker/protocols';

import { bytes, feedTenant, LOOPBACK, startSource, vehicles } from './feed-site.ts';
import type { PlaceOfFeeds } from './poll-endlessly.ts';
import { startIntakeBeside, startPositions, type TestPositions } from './positions.ts';

/** The site's own process answers and derives; those that ask feeds stand beside it. */
let site: TestPositions;
before(async () => void (site = await startPositions({ ...LOOPBACK, TREKKER_POSITIONS_FEEDS_AT_ONCE: '0' })));
after(() => site[Symbol.asyncDispose]());

const HOUR_AGO = Math.floor(Date.now() / 1_000) * 1_000 - 3_600_000;

test('of many processes one asks a feed at a time', async () => {
  const tenant = await feedTenant(site);
  await using source = await startSource(async (request, response, body) => {
    await sleep(300);
    return vehicles([])(request, response, body);
  });
  await using _first = await startIntakeBeside(site, LOOPBACK);
  await using _second = await startIntakeBeside(site, LOOPBACK);
  const { feed } = await tenant.create({ url: source.url, intervalSeconds: 10 });
  let polled = await tenant.polled(feed.id);
  for (let round = 0; round < 5; round += 1) {
    site.advance(10_000);
    polled = await tenant.polled(feed.id, polled.lastPollAt);
    // Changed while it is asked: it is asked again, but not before that has ended.
    if (round === 2) {
      site.advance(10_000);
      for (const before = source.asked.length; source.asked.length === before;) await sleep(10);
      await tenant.update({ feedId: feed.id, url: `${source.url}/again` });
      polled = await tenant.polled(feed.id, polled.lastPollAt);
    }
  }
  assert.equal(source.under.most, 1);
  assert.ok(source.asked.length >= 7, `${source.asked.length} polls`);
});

test('a process that stops gives its turn back, and the next asks at once', async () => {
  const tenant = await feedTenant(site);
  await tenant.tracker('bus');
  await site.positions.caughtUp(5_000);
  await using source = await startSource(() => {});
  const { feed } = await tenant.create({ url: source.url });
  const first = await startIntakeBeside(site, LOOPBACK);
  for (const end = Date.now() + 5_000; source.under.now === 0; await sleep(10)) assert.ok(Date.now() < end);
  const beganAt = performance.now();
  await first.stop();
  assert.ok(performance.now() - beganAt < 3_000, 'the stop waits for nobody');
  const { lastPollAt, lastError, failures } = await tenant.one(feed.id);
  assert.deepEqual([lastPollAt, lastError, failures], [null, null, 0]);
  source.answer(vehicles(['bus']));
  await using _second = await startIntakeBeside(site, LOOPBACK);
  assert.equal((await tenant.polled(feed.id)).stored, 1);
});

test('a feed that is taken away or switched off while it is asked is not asked again', async () => {
  const tenant = await feedTenant(site);
  const answers: (() => void)[] = [];
  await using source = await startSource((request, response, body) => {
    answers.push(() => void vehicles([])(request, response, body));
  });
  await using _process = await startIntakeBeside(site, LOOPBACK);
  const gone = await tenant.create({ url: `${source.url}/gone` });
  const off = await tenant.create({ url: `${source.url}/off` });
  for (const end = Date.now() + 5_000; answers.length < 2; await sleep(10)) assert.ok(Date.now() < end);
  await tenant.remove(gone.feed.id);
  await tenant.update({ feedId: off.feed.id, enabled: false });
  for (const answer of answers) answer();
  const polled = await tenant.polled(off.feed.id);
  assert.deepEqual([polled.enabled, polled.nextPollAt, polled.lastError], [false, null, null]);
  site.advance(3_600_000);
  await sleep(1_500);
  assert.equal(source.asked.length, 2);
});

test('a process killed in the midst of a poll leaves nothing twice and nothing out', async () => {
  const tenant = await feedTenant(site);
  const names = Array.from({ length: 300 }, (_, at) => `bus ${String(at).padStart(4, '0')}`);
  await Promise.all(names.map((name) => tenant.tracker(name)));
  await site.positions.caughtUp(20_000);
  let round = 0;
  const feedOf = (at: number) => {
    const fixes = names.map((identifier, index) => {
      return {
        identifier,
        recordedAt: HOUR_AGO + at * 10_000,
        latitude: 52.5 + index / 1e5,
        longitude: 13.4,
        attributes: {},
      };
    });
    return encodeVehiclePositions({ publishedAt: HOUR_AGO + at * 10_000, fixes });
  };
  await using source = await startSource((request, response, body) => bytes(feedOf(round))(request, response, body));
  const { feed } = await tenant.create({ url: source.url, intervalSeconds: 10 });
  let lastPollAt: string | null = null;
  // Killed so many milliseconds after it was answered.
  for (const ms of [0, 5, 15, 30, 60, 120]) {
    await using killed = startPolling();
    const before = source.asked.length;
    for (const end = Date.now() + 60_000; source.asked.length === before; await sleep(1)) assert.ok(Date.now() < end);
    await sleep(ms);
    killed.kill();
    await killed.ended;
    // Its turn is believed for that long, and no longer.
    site.advance(31_000);
    await using next = startPolling();
    const polled = await tenant.polled(feed.id, lastPollAt);
    ({ lastPollAt } = polled);
    next.kill();
    await next.ended;
    site.advance(41_000);
    round += 1;
  }
  await using _last = startPolling();
  const polled = await tenant.polled(feed.id, lastPollAt);
  assert.equal(polled.lastError, null);
  const rows = await site.postgres.admin<{ at: number; count: number; trackers: number }[]>`
    select extract(epoch from recorded_at)::bigint * 1000 as at, count(*)::int as count,
      count(distinct tracker_id)::int as trackers
    from positions.history where tenant_id = ${tenant.tenantId} group by 1 order by 1`;
  assert.deepEqual(
    rows.map(({ at, count, trackers }) => [at, count, trackers]),
    Array.from({ length: round + 1 }, (_, at) => [HOUR_AGO + at * 10_000, 300, 300]),
  );
  const { received, stored, duplicates, heard, quarantined, rejected } = polled;
  assert.equal(received, stored + duplicates + heard + quarantined + rejected);
});

function startPolling() {
  const { address, secretText } = site.postgres;
  const place: PlaceOfFeeds = { address, secretText, aheadMs: site.clock.now() - Date.now() };
  const script = join(import.meta.dirname, 'poll-endlessly.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(place)], { stdio: ['ignore', 'inherit', 'inherit'] });
  const ended = once(child, 'exit');
  return {
    ended,
    kill: () => child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
