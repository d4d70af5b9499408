import { createRecentlyUsed, type Tx } from '@trekker/kit';

import { planDigests, plansOf } from '../db/plans.ts';
import { landmarksOf, type Landmark } from '../domain/whereabouts/landmark.ts';

/** The landmarks of tenants' plans in memory. */
export interface LandmarkIndex {
  /** A tenant's landmarks now. Reads the plans that changed in the given transaction, whose tenant must be set. */
  known(tx: Tx, tenantId: string): Promise<readonly Landmark[]>;
}

interface KnownPlan {
  readonly digest: string;
  readonly landmarks: readonly Landmark[];
}

/** @param limit how many tenants' landmarks are kept. */
export function createLandmarkIndex(limit: number): LandmarkIndex {
  const tenants = createRecentlyUsed<string, ReadonlyMap<string, KnownPlan>>(limit);
  return {
    async known(tx, tenantId) {
      const before = tenants.get(tenantId) ?? new Map<string, KnownPlan>();
      const digests = await planDigests(tx);
      const changed = digests.filter(({ placeId, digest }) => before.get(placeId)?.digest !== digest);
      const read = changed.length
        ? await plansOf(
            tx,
            changed.map(({ placeId }) => placeId),
          )
        : [];
      const fresh = new Map(read.map(({ placeId, plan }) => [placeId, landmarksOf(placeId, plan)]));
      const now = new Map(
        digests.map(({ placeId, digest }) => [
          placeId,
          { digest, landmarks: fresh.get(placeId) ?? before.get(placeId)?.landmarks ?? [] },
        ]),
      );
      tenants.set(tenantId, now);
      return [...now.values()].flatMap(({ landmarks }) => landmarks);
    },
  };
}
