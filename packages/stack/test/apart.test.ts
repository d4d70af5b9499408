import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { readFixes } from '../src/replay/read-fixes.ts';
import { readTruth } from '../src/replay/read-truth.ts';
import { readZones } from '../src/replay/read-zones.ts';
import { meetRemoteProduct } from '../src/replay/remote-product.ts';
import { replay } from '../src/replay/replay.ts';
import { startApartSite, type ApartSite } from './apart/apart-site.ts';
import { CABS, dataPath, EVENTS, full, testWithData, ZONES } from './replay/recorded-data.ts';
import { signIn } from './support/client.ts';
import { openSocket } from './support/live-socket.ts';
import { asSuperuser } from './support/superuser.ts';

const LIMIT = full ? 400_000 : 4_000;

let site: ApartSite;
before(async () => {
  site = await startApartSite({ TREKKER_APART_PROCESSES: 'geofences=2 trackers=2 tenancy=2' });
});
after(() => site[Symbol.asyncDispose]());

test('runs every part as a process, two of some, and answers as one', async () => {
  const parts = [
    'redis',
    'tenancy',
    'tenancy-2',
    'trackers',
    'trackers-2',
    'positions',
    'intake',
    'geofences',
    'geofences-2',
  ];
  assert.deepEqual(
    [...site.installation.pids().keys()].filter((name) => !parts.includes(name)),
    ['headcount', 'timesheets', 'gateway'],
  );
  assert.equal(new Set(site.installation.pids().values()).size, site.installation.pids().size);
  assert.equal(await (await fetch(`${site.origin}/readyz`)).text(), 'ready\n');
});

test('two processes of a subgraph have half of its lanes each', async () => {
  const lanes = await asSuperuser(
    site.dataDir,
    (sql) => sql<{ process: number; lanes: number }[]>`
    select l.pid as process, count(*)::int as lanes
    from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'advisory' and l.objsubid = 2 and l.objid < 16 and a.application_name = 'trekker geofences session'
    group by l.pid, l.classid`,
  );
  assert.equal(new Set(lanes.map(({ process }) => process)).size, 2);
  assert.deepEqual([...new Set(lanes.map((one) => one.lanes))], [8]);
});

test('whoever signs out is out everywhere, whichever process heard of it', async () => {
  for (let round = 0; round < 2; round += 1) {
    const client = await signIn(site.origin, site.login);
    using socket = await openSocket(site.origin, client.token);
    socket.subscribe('1', 'subscription { trackersChanged { cursor } }');
    await socket.frame(({ type }) => type === 'next', 20_000);
    await client.run('mutation { signOut { __typename } }');
    assert.equal((await socket.closed).code, 4403);
    await assert.rejects(client.run('{ viewer { tenant { id } } }'), /UNAUTHENTICATED/);
  }
});

test('a fix is on a watching screen within a second, through intake, Redis, positions and gateway', async () => {
  const input = { name: 'Courier', identifier: 'courier' };
  const { tracker } = await site.client.change('addTracker', 'tracker { id }', input);
  using socket = await openSocket(site.origin, site.client.token);
  socket.subscribe(
    '1',
    'subscription { positionsChanged(minIntervalMs: 100) { positions { tracker { id } latitude } } }',
  );
  await socket.frame(({ type }) => type === 'next', 20_000);
  const waits: number[] = [];
  for (let n = 1; n <= 5; n += 1) {
    const sent = await fetch(`${site.intake}/i/${site.door}/?id=courier&lat=${n}&lon=1`);
    assert.equal(sent.status, 200);
    const startedAt = performance.now();
    await socket.frame(({ payload }) =>
      (payload?.data?.positionsChanged?.positions ?? []).some(
        (one: any) => one.tracker.id === tracker.id && Math.abs(one.latitude - n) < 1e-6,
      ),
    );
    waits.push(performance.now() - startedAt);
  }
  assert.ok(Math.min(...waits) < 1_000, waits.map(Math.round).join(' ms, '));
});

testWithData('visits derived from recorded cabs are those of a brute-force computation', async (t) => {
  const fixes = await readFixes(dataPath(CABS), LIMIT);
  await using product = await meetRemoteProduct({
    url: new URL(site.origin),
    devicesUrl: new URL(site.intake),
    ingestToken: site.door,
    accessToken: site.client.token,
  });
  const { differences, ...counts } = await replay({
    product,
    fixes,
    zones: await readZones(ZONES),
    truth: await readTruth(dataPath(EVENTS)),
    rules: 'plain',
    say: () => {},
  });
  t.diagnostic(JSON.stringify(counts));
  assert.deepEqual({ ...differences, explained: [] }, { missing: [], unexpected: [], explained: [] });
  assert.deepEqual([counts.sent, counts.accepted], [fixes.length, fixes.length]);
});
