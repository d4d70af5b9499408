import {
  controlEntries,
  createRecentlyUsed,
  payloadOf,
  type ConsumerTx,
  type Head,
  type RecentlyUsed,
} from '@trekker/kit';

import { deadlinesOf, type KeptPresence } from '../../db/presence.ts';
import { createDeadlines, type Deadlines } from '../../domain/presence/deadlines.ts';
import { fencesEdited } from '../../events.ts';

/** What the consumer of a partition keeps of one tenant. */
export interface TenantShare {
  /** The newest edit of the tenant's geofences that the partition has seen; 0 when none. */
  edit: number;
  /** By tracker. */
  readonly deadlines: Deadlines;
  /** Where trackers stand; those not heard of for longest are read again when needed. */
  readonly presences: RecentlyUsed<string, KeptPresence>;
}

/** What the consumer of a partition keeps from one batch to the next. All of it follows from what is committed. */
export interface PartitionMemory {
  share(tenantId: string): TenantShare;
  /** Tenants with a deadline at or before an instant. */
  dueTenants(instant: number): string[];
  /** The earliest deadline of the partition, or null. */
  nextDeadline(): number | null;
}

/**
 * Takes up a partition behind an offset: which edits it has seen, by its control entries, and which deadlines wait.
 * @param keptTrackers how many trackers of a tenant are kept in memory.
 */
export async function openPartition(
  tx: ConsumerTx,
  head: Head,
  { upTo, keptTrackers }: { upTo: number; keptTrackers: number },
): Promise<PartitionMemory> {
  const shares = new Map<string, TenantShare>();

  function share(tenantId: string): TenantShare {
    const known = shares.get(tenantId);
    if (known) return known;
    const made = {
      edit: 0,
      deadlines: createDeadlines(),
      presences: createRecentlyUsed<string, KeptPresence>(keptTrackers),
    };
    shares.set(tenantId, made);
    return made;
  }

  for (const entry of await controlEntries(tx.sql, head, upTo)) {
    if (entry.type === fencesEdited.type) share(entry.subject).edit = payloadOf(entry, fencesEdited).edit;
  }
  for (const { tenantId, trackerId, at } of await deadlinesOf(tx.sql, head.partition)) {
    share(tenantId).deadlines.set(trackerId, at);
  }
  return {
    share,
    dueTenants: (instant) =>
      [...shares]
        .filter(([, { deadlines }]) => (deadlines.next() ?? Infinity) <= instant)
        .map(([tenantId]) => tenantId),
    nextDeadline() {
      const all = [...shares.values()].flatMap(({ deadlines }) => deadlines.next() ?? []);
      return all.length ? Math.min(...all) : null;
    },
  };
}
