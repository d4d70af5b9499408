import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { latestDelays } from '../src/db/clock-hours.ts';
import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

/** Posts one fix of a tracker whose clock is so many seconds ahead. */
async function report({ door }: Tenant, name: string, secondsAhead: number): Promise<void> {
  const time = Date.now() + secondsAhead * 1_000;
  const { answer } = await post(door, [{ tracker: name, time, latitude: 52.5, longitude: 13.4 }]);
  assert.ok(typeof answer === 'object' && answer.accepted === 1);
  assert.ok(await site.positions.caughtUp(10_000));
}

/** Lets everything that became known so far have become known so many hours earlier. */
async function passHours({ tenantId }: Tenant, hours: number): Promise<void> {
  await site.postgres.admin`
    update positions.clock_hours set hour = hour - make_interval(hours => ${hours}) where tenant_id = ${tenantId}`;
}

async function skewOf({ viewer }: Tenant, trackerId: string, units: readonly string[] | null = null) {
  const document = `{ _entities(representations: [{ __typename: "Tracker", id: "${trackerId}" }]) { ... on Tracker {
    clockSkew { offsetSeconds confidence messages hours newestHour } } } }`;
  const { data } = await site.run(document, { viewer: viewer(units) });
  return data._entities[0].clockSkew;
}

async function kindsOf({ viewer }: Tenant) {
  const { data } = await site.run('{ latestPositions { nodes { recordedAt flags { kind rule limit value } } } }', {
    viewer: viewer(),
  });
  return data.latestPositions.nodes[0].flags.map(({ kind, rule, limit }: any) => `${kind} ${rule} ${limit}`);
}

test('estimates a clock that is ahead and one that is behind, says how sure that is, and changes no time', async () => {
  for (const [name, secondsAhead, flags] of [
    ['ahead', 200, ['CLOCK_AHEAD null 30']],
    ['behind', -600, ['CLOCK_BEHIND null 30']],
    ['right', 0, []],
  ] as const) {
    const tenant = await site.tenant();
    const trackerId = await tenant.tracker(name);
    assert.equal(await skewOf(tenant, trackerId), null);
    for (let hour = 0; hour < 3; hour += 1) {
      if (hour) await passHours(tenant, 1);
      await report(tenant, name, secondsAhead);
    }
    const skew = await skewOf(tenant, trackerId);
    assert.ok(Math.abs(skew.offsetSeconds - secondsAhead) < 10, `${skew.offsetSeconds} s`);
    assert.deepEqual([skew.confidence, skew.messages, skew.hours], [0.5, 3, 3]);
    assert.deepEqual(await kindsOf(tenant), flags);
    const [row] = await site.postgres.admin<{ late: number }[]>`
      select extract(epoch from received_at - recorded_at)::float8 as late from positions.history
      where tenant_id = ${tenant.tenantId} limit 1`;
    assert.ok(Math.abs((row?.late ?? 0) + secondsAhead) < 10, 'it is stored as it was recorded');
  }
});

test('shows no clock of a tracker beyond the viewer’s reach', async () => {
  const tenant = await site.tenant();
  const [mine, theirs] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
  const trackerId = await tenant.tracker('van', mine);
  await report(tenant, 'van', 0);
  assert.equal((await skewOf(tenant, trackerId, [mine])).messages, 1);
  assert.equal(await skewOf(tenant, trackerId, [theirs]), null);
  assert.equal(await skewOf(await site.tenant(), trackerId), null);
});

test('keeps for each tracker and hour what the whole history gives, whatever came late, twice or years late', async () => {
  const tenant = await site.tenant();
  const names = ['a', 'b', 'c'];
  const ids = await Promise.all(names.map((name) => tenant.tracker(name)));
  const now = Date.now();
  const fixes = Array.from({ length: 300 }, (_, index) => ({
    tracker: names[index % 3],
    time: now + 60_000 - ([0, 5_000, 3_600_000, 86_300_000, 86_600_000, 900 * 86_400_000][index % 6] ?? 0) - index * 10,
    latitude: 52 + index / 1_000,
    longitude: 13,
  }));
  await Promise.all([0, 50, 100, 200].map((from) => post(tenant.door, fixes.slice(from, from + 120))));
  await post(tenant.door, fixes.toReversed());
  assert.ok(await site.positions.caughtUp(10_000));
  const counted = await site.postgres.admin`
    select tracker_id, date_trunc('hour', appended_at) as hour,
      min(round(extract(epoch from appended_at - recorded_at) * 1000))::bigint as least_delay_ms,
      count(*)::int as messages
    from positions.history
    where tenant_id = ${tenant.tenantId} and appended_at - recorded_at <= interval '1 day'
    group by 1, 2 order by 1, 2`;
  const kept = await site.postgres.admin`
    select tracker_id, hour, least_delay_ms, messages from positions.clock_hours
    where tenant_id = ${tenant.tenantId} order by 1, 2`;
  assert.ok(counted.length >= 3);
  assert.deepEqual([...kept], [...counted]);
  const { result } = await site.writer.withTenant(tenant.tenantId, (tx) => latestDelays(tx, ids));
  assert.equal(result.length, kept.length);
});
