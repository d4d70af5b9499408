import { headKey, readCheckpoint, SHARED, type ConsumerTx, type Entry, type Head, type Projection } from '@trekker/kit';

import { POSITIONS_TOPIC } from '../../events.ts';
import type { FenceIndex } from './fence-index.ts';
import { openPartition, type PartitionMemory } from './partition-memory.ts';
import { runTenant } from './tenant-run.ts';

const NAME = 'presence';
/** Entries of one transaction; each may hold thousands of positions. */
const BATCH = 64;

/**
 * Stage one: from positions and versions of geofences, partition by partition, to visits. A partition is one order of
 * positions, edits and ticks, and nothing else decides what comes of it.
 * @param keptTrackers how many trackers of a tenant and partition are kept in memory.
 */
export function presenceProjection({ index, keptTrackers }: { index: FenceIndex; keptTrackers: number }): Projection {
  const opened = new Map<string, PartitionMemory>();

  async function memoryOf(tx: ConsumerTx, head: Head, upTo: number): Promise<PartitionMemory> {
    const known = opened.get(headKey(head)) ?? (await openPartition(tx, head, { upTo, keptTrackers }));
    opened.set(headKey(head), known);
    return known;
  }

  return {
    name: NAME,
    topic: POSITIONS_TOPIC,
    batch: BATCH,
    async apply(tx, entries, head) {
      const memory = await memoryOf(tx, head, (entries[0]?.offset ?? 0) - 1);
      for (const [tenantId, ofTenant] of byTenant(entries, memory)) {
        await tx.asTenant(tenantId);
        const context = { tenantId, partition: head.partition, share: memory.share(tenantId), index };
        await runTenant(tx, context, ofTenant);
      }
      return { nextDeadline: memory.nextDeadline() };
    },
    async nextDeadline(tx, head) {
      const upTo = await readCheckpoint(tx.sql, { schema: 'geofences', projection: NAME }, head);
      return (await memoryOf(tx, head, upTo)).nextDeadline();
    },
    async reset(tx) {
      await tx.sql`delete from geofences.tracker_presence`;
      await tx.sql`delete from geofences.visits`;
      await tx.sql`delete from geofences.late_positions`;
    },
    forget: (head) => void opened.delete(headKey(head)),
  };
}

/**
 * The entries of each tenant they concern. Tenants do not touch each other, so each can be derived by itself; a tick
 * concerns everybody who has something due by then, or comes to have it within these entries.
 */
function byTenant(entries: readonly Entry[], memory: PartitionMemory): Map<string, Entry[]> {
  const ticks = entries.filter(({ kind }) => kind === 'tick');
  const tenants = new Set(entries.flatMap(({ subject }) => (subject === SHARED ? [] : subject)));
  for (const tenantId of memory.dueTenants(ticks.at(-1)?.at ?? -Infinity)) tenants.add(tenantId);
  return new Map(
    [...tenants]
      .toSorted()
      .map((tenantId) => [tenantId, entries.filter(({ subject, kind }) => subject === tenantId || kind === 'tick')]),
  );
}
