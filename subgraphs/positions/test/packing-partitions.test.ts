import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { systemClock, uuidv7 } from '@trekker/kit';

import { dropPackedDay } from '../src/db/partitions.ts';
import { DAY_MS, dayOf } from '../src/domain/day.ts';
import { CLOSED_MS, openHistory, position, type TestHistory } from './history-site.ts';

let history: TestHistory;
before(async () => void (history = await openHistory()));
after(() => history[Symbol.asyncDispose]());

const tenantId = uuidv7();
const trackers = [uuidv7(), uuidv7(), uuidv7()];
const at = (trackerId: string, minute: number) =>
  position({ tenantId, trackerId, recordedAt: CLOSED_MS + minute * 60_000 });

/** A day with a partition of its own, all of whose positions came while it was open. */
beforeEach(async () => {
  await history.postgres.admin`
    truncate positions.history, positions.packed_days, positions.late_days, positions.days_packed, log.entries, log.heads`;
  await history.partition(CLOSED_MS);
  await history.append(trackers.flatMap((trackerId) => [at(trackerId, 0), at(trackerId, 1)]));
  await history.postgres.admin`truncate positions.late_days`;
});

test('keeps the partition of a day as long as a tracker cannot be packed, and packs the others', async () => {
  const { partitions } = await history.places();
  const ofOne = history.postgres.admin`tracker_id = ${trackers[1] ?? ''} and recorded_at = ${CLOSED_MS}`;
  // Further away than any packed number may be.
  await history.postgres.admin`update positions.history set received_at = '99999-01-01T00:00:00Z' where ${ofOne}`;
  for (let run = 0; run < 2; run += 1) await assert.rejects(history.pack(), /1 days could not be packed/);
  assert.deepEqual(await history.places(), { rows: 6, late: 0, packed: 4, partitions });
  await history.postgres.admin`update positions.history set received_at = ${CLOSED_MS} where ${ofOne}`;
  assert.deepEqual(await history.pack(), { trackerDays: 1, dropped: [dayOf(CLOSED_MS)] });
  assert.deepEqual(await history.places(), { rows: 0, late: 0, packed: 6, partitions: partitions - 1 });
});

test('keeps the partition for a while again where something came to a day that was packed', async () => {
  const graceMs = 60_000;
  const later = (ms: number) => ({ ...systemClock, now: () => Date.now() + ms });
  assert.deepEqual(await history.pack({ graceMs }), { trackerDays: 3, dropped: [] });
  await history.append([at(trackers[0] ?? '', 2)]);
  assert.deepEqual(await history.pack({ graceMs, clock: later(graceMs) }), { trackerDays: 1, dropped: [] });
  assert.deepEqual((await history.pack({ graceMs, clock: later(2 * graceMs) })).dropped, [dayOf(CLOSED_MS)]);
});

test('drops no partition of a day that is still open', async () => {
  await history.partition(Date.now());
  for (const daysAgo of [0, 1, 2]) {
    const day = dayOf(Date.now() - daysAgo * DAY_MS);
    await assert.rejects(
      history.database.withConsumer((tx) => dropPackedDay(tx.sql, day, 200)),
      /is not closed/,
    );
  }
});

test('waits no longer for a partition that is in use once it is to stop', async () => {
  await history.pack({ graceMs: 60_000 });
  const read = Promise.withResolvers<void>();
  const reading = history.postgres.admin.begin(async (sql) => {
    await sql`select count(*) from positions.history`;
    await read.promise;
  });
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 1_000);
  const began = performance.now();
  assert.deepEqual((await history.pack({ signal: stop.signal })).dropped, []);
  assert.ok(performance.now() - began < 3_000, 'it waited for its next attempt');
  read.resolve();
  await reading;
});
