import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { unpackPositions } from '@trekker/geo';
import { uuidv7 } from '@trekker/kit';

import { appendPositions } from '../src/actions/append-positions.ts';
import type { NewPosition } from '../src/domain/new-position.ts';
import { openHistory, position, type TestHistory } from './history-site.ts';

let history: TestHistory;
before(async () => void (history = await openHistory()));
after(() => history[Symbol.asyncDispose]());

const TENANTS = Array.from({ length: 12 }, () => uuidv7());
const START = Date.now() - 3_600_000;

/** A position of each of these tenants' trackers, one tracker per tenant and partition. */
function positionsOf(tenants: readonly string[], partition: number, minute: number): NewPosition[] {
  return tenants.map((tenantId) =>
    position({ tenantId, trackerId: trackerOf(tenantId, partition), recordedAt: START + minute * 60_000 }),
  );
}

const trackers = new Map<string, string>();
function trackerOf(tenantId: string, partition: number): string {
  const key = `${tenantId}/${partition}`;
  trackers.set(key, trackers.get(key) ?? uuidv7());
  return trackers.get(key) ?? '';
}

/** What the log tells of, and what the history says of it: each position with the entry it is of. */
async function told() {
  const entries = await history.postgres.admin<
    { partition: number; offset: number; subject_id: string; at: Date; body: Buffer }[]
  >`select partition, "offset", subject_id, at, body from log.entries where topic = 'positions' order by partition, "offset"`;
  const rows = await history.postgres.admin<
    { partition: number; offset: number; tenant_id: string; tracker_id: string; recorded_at: Date; appended_at: Date }[]
  >`select partition, "offset", tenant_id, tracker_id, recorded_at, appended_at from positions.history`;
  return {
    offsets: Map.groupBy(entries, ({ partition }) => partition),
    inLog: entries.flatMap(({ partition, offset, subject_id: tenant, at, body }) =>
      unpackPositions(body).map((record) =>
        [partition, offset, tenant, record.trackerId, record.recordedAt, Number(at)].join(),
      ),
    ),
    inHistory: rows.map((row) =>
      [
        row.partition,
        row.offset,
        row.tenant_id,
        row.tracker_id,
        Number(row.recorded_at),
        Number(row.appended_at),
      ].join(),
    ),
  };
}

test('gives every row the offset of its entry, and repeats none, whichever tenants of a batch have news', async () => {
  for (let round = 0; round < 12; round += 1) {
    // Of some tenants everything is known already, in one partition or all: first, last and between the others.
    const byPartition = new Map(
      [0, 1, 5].map((partition) => [
        partition,
        TENANTS.flatMap((tenantId, index) => {
          const knows = round > 0 && (index * 7 + round * (partition + 1)) % 3 === 0;
          return positionsOf([tenantId], partition, knows ? 0 : round);
        }),
      ]),
    );
    await appendPositions(history.database, byPartition);
  }
  const { offsets, inLog, inHistory } = await told();
  for (const entries of offsets.values())
    assert.deepEqual(
      entries.map(({ offset }) => offset),
      entries.map((_, index) => index),
    );
  assert.deepEqual(inLog.toSorted(), inHistory.toSorted());
  assert.equal(new Set(inLog).size, inLog.length);
});

test('keeps more tenants apart than statements are sent ahead', async () => {
  const tenants = Array.from({ length: 150 }, () => uuidv7());
  for (const round of [0, 1]) {
    const positions = tenants.flatMap((tenantId, index) => positionsOf([tenantId], 3, index % 3 ? round : 0));
    const added = await appendPositions(history.database, new Map([[3, positions]]));
    assert.equal(added.size, round === 0 ? 150 : 100);
  }
  const { inLog, inHistory } = await told();
  assert.deepEqual(inLog.toSorted(), inHistory.toSorted());
});

test('takes the first of equal positions of a batch, and tells of it once', async () => {
  const [first, again] = [...positionsOf(TENANTS, 4, 0), ...positionsOf(TENANTS, 4, 0)].filter(
    ({ tenantId }) => tenantId === TENANTS[3],
  );
  assert.ok(first && again);
  const added = await appendPositions(history.database, new Map([[4, [first, again]]]));
  assert.deepEqual([...added], [first]);
  const { inLog, inHistory } = await told();
  assert.deepEqual(inLog.toSorted(), inHistory.toSorted());
});

test('notes closed days of each tenant of a batch that comes late', async () => {
  const late = (partition: number) => positionsOf(TENANTS, partition, -10 * 24 * 60);
  assert.equal((await appendPositions(history.database, new Map([6, 7].map((p) => [p, late(p)])))).size, 24);
  const noted = await history.postgres.admin<{ tenant_id: string }[]>`select tenant_id from positions.late_days`;
  assert.deepEqual(noted.map((row) => row.tenant_id).toSorted(), [...TENANTS, ...TENANTS].toSorted());
});

test('writes nothing anew where all of a batch is known, of however many tenants', async () => {
  const batch = () => new Map([[2, positionsOf(TENANTS, 2, 0)]]);
  assert.equal((await appendPositions(history.database, batch())).size, TENANTS.length);
  const before = await told();
  assert.equal((await appendPositions(history.database, batch())).size, 0);
  assert.deepEqual((await told()).inLog, before.inLog);
});
