import { setImmediate } from 'node:timers/promises';

import { createRecentlyUsed, type Tx } from '@trekker/kit';

import { versionsBehind } from '../../db/versions.ts';
import { createFenceSet, NO_FENCES, type FenceSet, type SearchableFences } from '../../domain/presence/fence-set.ts';

/** The geofences of tenants in memory, one set for all partitions. */
export interface FenceIndex {
  /**
   * A tenant's geofences as they were after an edit; 0: none at all. Reads what the set lacks in the given transaction,
   * whose tenant must be set; an edit that was seen costs nothing, a new one only its own versions.
   */
  knownAt(tx: Tx, tenantId: string, edit: number): Promise<SearchableFences>;
}

/** Versions laid out before others get their turn: some milliseconds of work. */
const SLICE = 100;

/** @param limit how many tenants' shapes are kept; those not used for longest are read again when needed. */
export function createFenceIndex(limit: number): FenceIndex {
  const sets = createRecentlyUsed<string, FenceSet>(limit);
  const reading = new Map<string, Promise<void>>();

  async function readOn(tx: Tx, tenantId: string, set: FenceSet): Promise<void> {
    const versions = await versionsBehind(tx, set.edit);
    for (let at = 0; at < versions.length; at += SLICE) {
      set.add(versions.slice(at, at + SLICE));
      if (at + SLICE < versions.length) await setImmediate();
    }
    set.reached(Math.max(set.edit, versions.at(-1)?.edit ?? 0));
    sets.set(tenantId, set);
  }

  async function reach(tx: Tx, tenantId: string, edit: number): Promise<FenceSet> {
    // Somebody else may be reading; what they read belongs to everybody, how far it goes is looked at again.
    for (let other = reading.get(tenantId); other; other = reading.get(tenantId)) await other.catch(() => undefined);
    const set = sets.get(tenantId) ?? createFenceSet();
    if (set.edit >= edit) return set;
    const work = readOn(tx, tenantId, set);
    reading.set(tenantId, work);
    try {
      await work;
    } finally {
      reading.delete(tenantId);
    }
    if (set.edit < edit)
      throw new Error(`edit ${edit} of tenant ${tenantId} has no versions; the newest is ${set.edit}`);
    return set;
  }

  return {
    knownAt: async (tx, tenantId, edit) => (edit === 0 ? NO_FENCES : (await reach(tx, tenantId, edit)).knownAt(edit)),
  };
}
