import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { uuidv7, type Database } from '@trekker/kit';

import { packTrackerDay } from '../src/actions/pack-day.ts';
import { eachSection } from '../src/db/history.ts';
import { raiseLatest } from '../src/db/latest.ts';
import { DAY_MS, dayOf } from '../src/domain/day.ts';
import { keyOf, type NewPosition } from '../src/domain/new-position.ts';
import { CLOSED_MS, openHistory, position, type TestHistory } from './history-site.ts';

let history: TestHistory;
before(async () => void (history = await openHistory()));
after(() => history[Symbol.asyncDispose]());
beforeEach(() => empty());

async function empty(): Promise<void> {
  await history.postgres.admin`
    truncate positions.history, positions.packed_days, positions.late_days, positions.days_packed, positions.latest,
      log.entries, log.heads`;
}

const tenantId = uuidv7();
const trackers = [uuidv7(), uuidv7(), uuidv7()];

/** Positions of every tracker in one closed day, `seconds` apart. */
function someDay({ day = 0, count = 20, seconds = 60 } = {}): NewPosition[] {
  return trackers.flatMap((trackerId) =>
    Array.from({ length: count }, (_, index) =>
      position({ tenantId, trackerId, recordedAt: CLOSED_MS + day * DAY_MS + index * seconds * 1_000 }),
    ),
  );
}

/** Everything that is read of the trackers, as keys. */
async function read(database = history.database): Promise<string[]> {
  const { result } = await database.withTenant(
    tenantId,
    async (tx) => {
      const keys: string[] = [];
      for (const trackerId of trackers) {
        const span = { trackerId, from: CLOSED_MS - DAY_MS, to: CLOSED_MS + 9 * DAY_MS };
        for await (const { path, row } of eachSection(tx, span)) {
          for (let index = 0; index < path.count; index += 1) {
            const { recorded_at: recordedAt, dedupe } = row(index);
            keys.push(keyOf(tenantId, { trackerId, recordedAt, dedupe: dedupe.readBigUInt64BE(0) }));
          }
        }
      }
      return keys;
    },
    { mode: 'snapshot' },
  );
  return result;
}

const keysOf = (positions: readonly NewPosition[]) => positions.map((one) => keyOf(tenantId, one.record)).toSorted();

/** Everything is there once: where it is read, and in the log. */
async function holdsOnce(positions: readonly NewPosition[]): Promise<void> {
  assert.deepEqual((await read()).toSorted(), keysOf(positions));
  assert.deepEqual((await history.logged()).map((key) => `${tenantId}/${key}`).toSorted(), keysOf(positions));
}

test('packs a closed day and drops its partition', async () => {
  await history.partition(CLOSED_MS);
  const { partitions } = await history.places();
  const positions = someDay();
  await history.append(positions);
  assert.deepEqual(await history.pack(), { trackerDays: 3, dropped: [dayOf(CLOSED_MS)] });
  assert.deepEqual(await history.places(), { rows: 0, late: 0, packed: 60, partitions: partitions - 1 });
  await holdsOnce(positions);
  assert.deepEqual(await history.pack(), { trackerDays: 0, dropped: [] });
});

test('packs what came to the default partition, years of it', async () => {
  const positions = [0, 1, 400].flatMap((day) => someDay({ day: -day, count: 5 }));
  await history.append(positions);
  assert.deepEqual(await history.places(), { ...(await history.places()), rows: 45, late: 45 });
  assert.equal((await history.pack()).trackerDays, 9);
  assert.deepEqual(await history.places(), { ...(await history.places()), rows: 0, late: 0, packed: 45 });
});

test('tells a repeated position of a packed day from a new one, and merges the new one', async () => {
  const positions = someDay();
  await history.append(positions);
  await history.pack();
  const late = someDay({ count: 21, seconds: 60 });
  const news = late.filter((one) => !keysOf(positions).includes(keyOf(tenantId, one.record)));
  assert.deepEqual([...(await history.append(late))].toSorted(), keysOf(news));
  assert.deepEqual(await history.places(), { ...(await history.places()), rows: 3, packed: 60 });
  await holdsOnce([...positions, ...news]);
  assert.equal((await history.append(late)).size, 0);
  assert.equal((await history.pack()).trackerDays, 3);
  assert.deepEqual(await history.places(), { ...(await history.places()), rows: 0, packed: 63 });
  await holdsOnce([...positions, ...news]);
});

test('packs no day that is still open', async () => {
  const trackerId = uuidv7();
  for (const daysAgo of [0, 1, 2]) {
    const day = dayOf(Date.now() - daysAgo * DAY_MS);
    await assert.rejects(packTrackerDay(history.database, { tenantId, trackerId, day }), /is not closed/);
  }
  const recordedAt = Date.now() - 2 * DAY_MS;
  await history.append([position({ tenantId, trackerId, recordedAt })]);
  assert.equal((await history.pack()).trackerDays, 0);
});

test('keeps the partition as long as somebody may read an older state', async () => {
  await history.partition(CLOSED_MS);
  const positions = someDay();
  await history.append(positions);
  assert.deepEqual((await history.pack({ graceMs: 60_000 })).dropped, []);
  assert.deepEqual(await history.places(), { ...(await history.places()), rows: 60, packed: 60 });
  await holdsOnce(positions);
  assert.equal((await history.append(positions)).size, 0);
  assert.deepEqual((await history.pack({ graceMs: 60_000 })).dropped, []);
  assert.deepEqual((await history.pack()).dropped, [dayOf(CLOSED_MS)]);
  await holdsOnce(positions);
});

test('drops no partition with a position that came after packing', async () => {
  await history.partition(CLOSED_MS);
  await history.append(someDay());
  await history.pack({ graceMs: 60_000 });
  const late = someDay({ count: 1, seconds: 1 }).map((one) =>
    position({ ...one, trackerId: one.record.trackerId, recordedAt: CLOSED_MS + 7_777 }),
  );
  await history.append(late);
  const dropped = await history.database.withConsumer(
    (tx) => tx.sql<{ dropped: boolean }[]>`select positions.drop_packed_day(${dayOf(CLOSED_MS)}::date) as dropped`,
  );
  assert.deepEqual(
    dropped.map((row) => row.dropped),
    [false],
  );
  await history.pack();
  await holdsOnce([...someDay(), ...late]);
});

test('keeps intake waiting only for a moment where a partition cannot be dropped', { timeout: 60_000 }, async () => {
  await history.partition(CLOSED_MS);
  await history.append(someDay());
  await history.pack({ graceMs: 60_000 });
  const reading = history.postgres.admin.begin(async (sql) => {
    await sql`select count(*) from positions.history`;
    await sleep(1_500);
  });
  await sleep(100);
  const packing = history.pack();
  await sleep(100);
  const began = performance.now();
  await history.append([position({ tenantId, trackerId: uuidv7(), recordedAt: Date.now() })]);
  assert.ok(performance.now() - began < 1_000, 'intake waited for a reader');
  await reading;
  assert.deepEqual((await packing).dropped, [dayOf(CLOSED_MS)]);
});

test('loses and repeats nothing when a step fails, before its commit or after', { timeout: 120_000 }, async () => {
  const positions = [...someDay({ count: 4 }), ...someDay({ day: 1, count: 3 })];
  let failed = 0;
  for (const isCommitted of [false, true]) {
    for (let step = 1; ; step += 1) {
      await empty();
      await history.partition(CLOSED_MS);
      await history.append(positions);
      const database = failingAt(history.database, { step, isCommitted });
      const failure = await history.pack({ database }).then(
        () => null,
        (reason: unknown) => reason,
      );
      await holdsOnce(positions);
      assert.equal((await history.append(positions)).size, 0);
      if (failure === null) break;
      failed += 1;
      await history.pack();
      assert.deepEqual(await history.places(), { ...(await history.places()), rows: 0, packed: 21 });
      await holdsOnce(positions);
    }
  }
  assert.ok(failed > 16, `${failed} steps failed`);
});

test(
  'takes every fix once while old ones arrive, days are packed, merged and dropped',
  { timeout: 120_000 },
  async () => {
    await history.partition(CLOSED_MS);
    await history.partition(CLOSED_MS + DAY_MS);
    const all = [...someDay({ count: 120 }), ...someDay({ day: 1, count: 120 }), ...someDay({ day: 3, count: 120 })];
    const told: string[] = [];
    const others = [history.postgres.open('positions'), history.postgres.open('positions')];
    const done = new AbortController();
    const appenders = [0, 1, 2, 3].map(async (seed) => {
      // Each sends everything, in an order of its own, so that every fix comes four times.
      const shuffled = all.toSorted((a, b) => orderOf(a, seed) - orderOf(b, seed));
      for (let from = 0; from < shuffled.length; from += 45) {
        told.push(...(await history.append(shuffled.slice(from, from + 45))));
      }
    });
    const packers = others.map(async (database) => {
      let packed = 0;
      while (!done.signal.aborted) packed += (await history.pack({ database })).trackerDays;
      return packed;
    });
    await Promise.all(appenders);
    done.abort();
    const packed = await Promise.all(packers);
    assert.ok(
      packed.every((count) => count > 3),
      `packed ${packed.join(' and ')} days meanwhile`,
    );
    assert.deepEqual(told.toSorted(), keysOf(all));
    await holdsOnce(all);
    await history.pack();
    assert.deepEqual(await history.places(), { ...(await history.places()), rows: 0, packed: all.length });
    await holdsOnce(all);
  },
);

test('finds the newest position of a tracker also where it is packed', async () => {
  const positions = someDay({ count: 3 }).map((one) => ({ ...one, batteryPercent: 55.5 }));
  await history.append(positions);
  const newest = trackers.map((trackerId) => {
    const record = positions.findLast((one) => one.record.trackerId === trackerId)?.record;
    return { trackerId, recordedAt: record?.recordedAt ?? 0, dedupe: record?.dedupe ?? 0n, partition: 0, offset: 0 };
  });
  await history.pack();
  const raised = await history.database.withConsumer(async (tx) => {
    await tx.asTenant(tenantId);
    return raiseLatest(tx.sql, newest);
  });
  assert.deepEqual(raised.toSorted(), trackers.toSorted());
  const rows = await history.postgres.admin`select recorded_at, battery_percent, received_at from positions.latest`;
  const recordedAt = CLOSED_MS + 120_000;
  const expected = { recorded_at: recordedAt, battery_percent: 55.5, received_at: recordedAt + 1_000 };
  assert.deepEqual(
    [...rows],
    trackers.map(() => expected),
  );
});

test('shows nobody the packed days of another tenant', async () => {
  await history.append(someDay());
  await history.pack();
  const { result } = await history.database.withTenant(uuidv7(), (tx) => tx.sql`select 1 from positions.packed_days`);
  assert.equal(result.length, 0);
  await assert.rejects(
    history.database.withTenant(tenantId, (tx) => tx.sql`update positions.packed_days set count = 1`),
    { code: '42501' },
  );
  await assert.rejects(
    history.database.withTenant(tenantId, (tx) => tx.sql`select 1 from positions.late_days`),
    { code: '42501' },
  );
});

function orderOf({ record }: NewPosition, seed: number): number {
  return Number((record.dedupe ^ BigInt(Math.imul(record.recordedAt / 1_000, 0x9e3779b1 + seed * 2) >>> 0)) % 9_973n);
}

/** A database whose so many-th transaction of a consumer fails, after its commit or instead of it. */
function failingAt(database: Database, { step, isCommitted }: { step: number; isCommitted: boolean }): Database {
  let calls = 0;
  return {
    ...database,
    withConsumer: async (fn) => {
      calls += 1;
      if (calls !== step) return database.withConsumer(fn);
      await database.withConsumer(async (tx) => {
        const result = await fn(tx);
        if (!isCommitted) throw new Error('the process is gone');
        return result;
      });
      throw new Error('the process is gone');
    },
  };
}
