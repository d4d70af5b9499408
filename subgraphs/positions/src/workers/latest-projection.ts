import { comparePositions, unpackedOnce, type PositionRecord } from '@trekker/geo';
import type { ConsumerTx, Entry, Projection } from '@trekker/kit';

import { addDelays } from '../db/clock-hours.ts';
import { raiseLatest } from '../db/latest.ts';
import { delaysOf } from '../domain/clock/delays.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';
import type { LatestChanges } from './latest-changes.ts';

/**
 * Keeps the newest position of each tracker, and how late its positions became known, which tells of its clock; tells live
 * streams whose newest position changed.
 */
export function latestProjection(changes: Pick<LatestChanges, 'call'>): Projection {
  return {
    name: 'latest',
    topic: POSITIONS_TOPIC,
    apply: (tx, entries) => apply(tx, entries, changes),
    applyTogether: (tx, entries) => apply(tx, entries, changes),
    derived: [
      { table: 'positions.latest', by: 'partition' },
      { table: 'positions.clock_hours', by: 'partition' },
    ],
    outlivesForgetting: true,
    async reset({ sql }, { partition }) {
      await sql`delete from positions.latest where partition = ${partition}`;
      await sql`delete from positions.clock_hours where partition = ${partition}`;
    },
  };
}

async function apply(tx: ConsumerTx, entries: readonly Entry[], changes: Pick<LatestChanges, 'call'>): Promise<void> {
  for (const [tenantId, ofTenant] of Map.groupBy(entries.filter(isPositions), (entry) => entry.subject)) {
    const told = ofTenant.map(unpacked);
    await tx.asTenant(tenantId);
    const [changed] = await Promise.all([
      raiseLatest(tx.sql, newestOf(told)),
      addDelays(tx.sql, tenantId, delaysOf(told)),
    ]);
    if (changed.length) tx.afterCommit(() => changes.call(tenantId));
  }
}

function isPositions(entry: Entry): boolean {
  return entry.kind === 'data' && entry.type === positionsAppended.type;
}

/** The positions an entry tells of, and since when they are known. */
interface Told extends Pick<Entry, 'at' | 'partition' | 'offset'> {
  readonly records: readonly PositionRecord[];
}

function unpacked({ at, partition, offset, body }: Entry): Told {
  return { at, partition, offset, records: unpackedOnce(body ?? new Uint8Array()) };
}

/** Of each tracker the newest position of a run of entries, with the entry that told of it. */
function newestOf(told: readonly Told[]) {
  const newest = new Map<string, { record: PositionRecord; partition: number; offset: number }>();
  for (const { records, partition, offset } of told) {
    for (const record of records) {
      const before = newest.get(record.trackerId);
      if (!before || comparePositions(before.record, record) < 0)
        newest.set(record.trackerId, { record, partition, offset });
    }
  }
  return [...newest.values()].map(({ record, partition, offset }) => ({
    trackerId: record.trackerId,
    recordedAt: record.recordedAt,
    dedupe: record.dedupe,
    partition,
    offset,
  }));
}
