import { comparePositions, unpackPositions, type PositionRecord } from '@trekker/geo';
import type { Entry, Projection } from '@trekker/kit';

import { raiseLatest } from '../db/latest.ts';
import { POSITIONS_TOPIC, positionsAppended } from '../events.ts';
import type { LatestChanges } from './latest-changes.ts';

/** Keeps the newest position of each tracker, and tells live streams whose changed. */
export function latestProjection(changes: Pick<LatestChanges, 'call'>): Projection {
  return {
    name: 'latest',
    topic: POSITIONS_TOPIC,
    async apply(tx, entries) {
      for (const [tenantId, ofTenant] of Map.groupBy(entries.filter(isPositions), (entry) => entry.subject)) {
        await tx.asTenant(tenantId);
        const changed = await raiseLatest(tx.sql, newestOf(ofTenant));
        if (changed.length) tx.afterCommit(() => changes.call(tenantId));
      }
    },
    derived: [{ table: 'positions.latest', by: 'partition' }],
    reset: async (tx, { partition }) =>
      void (await tx.sql`delete from positions.latest where partition = ${partition}`),
  };
}

function isPositions(entry: Entry): boolean {
  return entry.kind === 'data' && entry.type === positionsAppended.type;
}

/** Of each tracker the newest position of a run of entries, with the entry that told of it. */
function newestOf(entries: readonly Entry[]) {
  const newest = new Map<string, { record: PositionRecord; partition: number; offset: number }>();
  for (const { body, partition, offset } of entries) {
    for (const record of unpackPositions(body ?? new Uint8Array())) {
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
