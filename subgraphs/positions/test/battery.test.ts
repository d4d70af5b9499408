import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { silentLogger, systemClock } from '@trekker/kit';

import { packClosedDays } from '../src/actions/pack-closed-days.ts';
import { newestWithBattery } from '../src/db/history.ts';
import { post, startPositions, type TestPositions } from './positions.ts';

let site: TestPositions;
before(async () => void (site = await startPositions()));
after(() => site[Symbol.asyncDispose]());

type Tenant = Awaited<ReturnType<TestPositions['tenant']>>;

const MINUTE = 60_000;
const now = Date.now();

/** Posts fixes of a tracker, each so many minutes ago. */
async function report({ door }: Tenant, fixes: readonly { ago: number; battery?: number; attributes?: object }[]) {
  const body = fixes.map(({ ago, ...told }) => ({
    tracker: 'phone',
    time: now - ago * MINUTE,
    latitude: 52.5,
    longitude: 13.4,
    ...told,
  }));
  const { answer } = await post(door, body);
  assert.ok(typeof answer === 'object' && answer.accepted === fixes.length, JSON.stringify(answer));
  assert.ok(await site.positions.caughtUp(10_000));
}

async function batteryOf({ viewer }: Tenant, trackerId: string, units: readonly string[] | null = null) {
  const document = `{ _entities(representations: [{ __typename: "Tracker", id: "${trackerId}" }]) { ... on Tracker {
    battery { percent volts isCharging isLow recordedAt } } } }`;
  const { data } = await site.run(document, { viewer: viewer(units) });
  return data._entities[0].battery;
}

async function pack(): Promise<void> {
  const database = site.postgres.open('positions');
  const packing = { database, afterDays: 3, clock: systemClock, log: silentLogger, graceMs: 0 };
  await packClosedDays(packing, { progress: async () => {}, signal: new AbortController().signal });
}

const at = (ago: number) => new Date(now - ago * MINUTE).toISOString();

test('tells of a battery what the newest position that speaks of it says, however late it came', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('phone');
  assert.equal(await batteryOf(tenant, trackerId), null);
  await report(tenant, [{ ago: 60, battery: 64, attributes: { charge: true } }, { ago: 5 }]);
  const first = { percent: 64, volts: null, isCharging: true, isLow: false, recordedAt: at(60) };
  assert.deepEqual(await batteryOf(tenant, trackerId), first);
  await report(tenant, [{ ago: 30, battery: 20 }]);
  const later = { percent: 20, volts: null, isCharging: null, isLow: true, recordedAt: at(30) };
  assert.deepEqual(await batteryOf(tenant, trackerId), later);
  await report(tenant, [{ ago: 90, battery: 80 }]);
  assert.deepEqual(await batteryOf(tenant, trackerId), later);
});

test('tells volts and a level where a device knows no percent', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('phone');
  await report(tenant, [{ ago: 1, attributes: { batteryVolts: 3.6, batteryLevel: 'low' } }]);
  const told = { percent: null, volts: 3.6, isCharging: null, isLow: true, recordedAt: at(1) };
  assert.deepEqual(await batteryOf(tenant, trackerId), told);
});

test('forgets what a tracker said more than a day before its newest position', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('phone');
  await report(tenant, [{ ago: 24 * 60 + 1, battery: 50 }, { ago: 0 }]);
  assert.equal(await batteryOf(tenant, trackerId), null);
});

test('tells of it also where the days of a silent tracker are packed', async () => {
  const tenant = await site.tenant();
  const trackerId = await tenant.tracker('phone');
  const silent = 6 * 24 * 60;
  await report(tenant, [{ ago: silent + 10, battery: 70 }, { ago: silent + 5, battery: 15 }, { ago: silent }]);
  const before = await batteryOf(tenant, trackerId);
  assert.equal(before.percent, 15);
  await pack();
  const [left] = await site.postgres.admin<{ count: number }[]>`
    select count(*)::int as count from positions.history where tenant_id = ${tenant.tenantId}`;
  assert.equal(left?.count, 0, 'everything is packed');
  assert.deepEqual(await batteryOf(tenant, trackerId), before);
});

test('reads packed days of many silent trackers together, and takes what lies as a row beside them where it is newer', async () => {
  const tenant = await site.tenant();
  const names = Array.from({ length: 30 }, (_, at) => `silent ${at}`);
  const trackers = await Promise.all(names.map((name) => tenant.tracker(name)));
  const silent = 6 * 24 * 60;
  const fixes = (ago: number, battery: number) =>
    names.map((tracker, index) => {
      const place = { latitude: 52.5, longitude: 13.4, battery: battery + index };
      return { tracker, time: now - (silent + ago) * MINUTE, ...place };
    });
  await post(tenant.door, [...fixes(40, 10), ...fixes(20, 50)]);
  assert.ok(await site.positions.caughtUp(10_000));
  await pack();
  // These came late and lie as rows beside the packed day, some before and some behind what is packed.
  await post(tenant.door, [...fixes(30, 20).slice(0, 10), ...fixes(5, 60).slice(10, 20)]);
  assert.ok(await site.positions.caughtUp(10_000));
  const read = async (trackerIds: readonly string[]) => {
    let asked = 0;
    const { result } = await site.writer.withTenant(tenant.tenantId, (tx) => {
      const count = (...parts: Parameters<typeof tx.sql>) => {
        asked += 1;
        return tx.sql(...parts);
      };
      return newestWithBattery(Object.assign(Object.create(tx), { sql: count }), trackerIds, 'all');
    });
    return { asked, percents: new Map(result.map((row) => [row.tracker_id, row.battery_percent])) };
  };
  const [one, all] = [await read(trackers.slice(0, 1)), await read(trackers)];
  assert.equal(all.asked, one.asked, 'as many questions for thirty trackers as for one');
  const expected = trackers.map((id, index) => [id, (index >= 10 && index < 20 ? 60 : 50) + index]);
  assert.deepEqual([...all.percents].toSorted(), expected.toSorted());
});

test('shows no battery of a tracker beyond the viewer’s reach', async () => {
  const tenant = await site.tenant();
  const [mine, theirs] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
  const trackerId = await tenant.tracker('phone', mine);
  await report(tenant, [{ ago: 1, battery: 50 }]);
  assert.equal((await batteryOf(tenant, trackerId, [mine])).percent, 50);
  assert.equal(await batteryOf(tenant, trackerId, [theirs]), null);
});
