import { headKey, readCheckpoint, SHARED, type ConsumerTx, type Entry, type Head, type Projection } from '@trekker/kit';

import { putAside, settleBeliefs, type RebuiltDifference } from '../../db/rebuilt.ts';
import { visitsByRevision } from '../../db/visits.ts';
import { POSITIONS_TOPIC, visitChanged, visitsEvent } from '../../events.ts';
import type { FenceIndex } from './fence-index.ts';
import { openPartition, type PartitionMemory } from './partition-memory.ts';
import { stateOf } from './telling.ts';
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
  /** Tenants whose part of a head is being rebuilt. */
  const aside = new Map<string, readonly string[]>();

  async function memoryOf(tx: ConsumerTx, head: Head, upTo: number): Promise<PartitionMemory> {
    const known = opened.get(headKey(head)) ?? (await openPartition(tx, head, { upTo, keptTrackers }));
    opened.set(headKey(head), known);
    return known;
  }

  return {
    name: NAME,
    topic: POSITIONS_TOPIC,
    batch: BATCH,
    gathers: true,
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
    derived: [{ table: 'geofences.visits', by: 'partition' }],
    async reset(tx, head) {
      const tenantId = await putAside(tx.sql, head.partition);
      aside.set(headKey(head), [...(aside.get(headKey(head)) ?? []), tenantId]);
    },
    async settle(tx, head) {
      for (const tenantId of aside.get(headKey(head)) ?? []) {
        await tx.asTenant(tenantId);
        await tellDifferences(tx, tenantId, await settleBeliefs(tx, { tenantId, partition: head.partition }));
      }
      aside.delete(headKey(head));
    },
    forget(head) {
      opened.delete(headKey(head));
      aside.delete(headKey(head));
    },
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

/** Tells of what a rebuild brought to light, as corrections. */
async function tellDifferences(
  tx: ConsumerTx,
  tenantId: string,
  differences: readonly RebuiltDifference[],
): Promise<void> {
  if (!differences.length) return;
  const rows = new Map((await visitsByRevision(tx, differences, 'all')).map((row) => [row.visitId, row]));
  for (const { visitId, kind } of differences) {
    const row = rows.get(visitId);
    if (!row) continue;
    const { trackerId, revision, retracted, supersededBy } = row;
    const told = { ...stateOf(row), visitId, trackerId, kind, revision, retracted, supersededBy };
    tx.publish(visitsEvent(visitChanged, tenantId, told));
  }
}
