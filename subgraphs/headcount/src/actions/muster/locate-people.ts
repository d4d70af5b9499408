import { coversUnit, unitReach, type TenantAccess, type Viewer } from '@trekker/kit';
import DataLoader from 'dataloader';

import { trackersBorne, type Borne } from '../../db/muster/bearings.ts';
import { lastPositionsAtEnd, lastPositionsOf } from '../../db/muster/last-positions.ts';
import type { MusterPersonRow } from '../../db/rows.ts';
import { lastLocated, trackerToAsk, type LastLocated, type Located } from '../../domain/muster/located.ts';

/** Where somebody on a list was last located; null where nobody knows, need know, or the viewer may not. */
export type Locate = (row: MusterPersonRow) => Promise<LastLocated | null>;

/** Locates the people of one operation, however many, by one query for each muster. */
export function createLocate({
  tenant,
  viewer,
  now,
}: {
  tenant: TenantAccess;
  viewer: Viewer | null;
  now: number;
}): Locate {
  const reach = viewer ? unitReach(viewer, 'positions:read', now) : [];
  const loaders = new Map<string, DataLoader<Borne, Located | null>>();
  const loaderOf = (endedMusterId: string | null) => {
    const key = endedMusterId ?? '';
    const loader = loaders.get(key) ?? new DataLoader((people) => newestOf(tenant, endedMusterId, people));
    loaders.set(key, loader);
    return loader;
  };
  return async ({ person, kept: { board, muster } }) => {
    const trackerId = trackerToAsk(person);
    if (trackerId === null || !coversUnit(reach, person.unitId ?? null)) return null;
    const { endedAt, musterId } = muster;
    const position = await loaderOf(endedAt === null ? null : musterId).load({ ...person, trackerId });
    return position && lastLocated(board, person, { position, until: endedAt ?? now });
  };
}

function newestOf(
  tenant: TenantAccess,
  endedMusterId: string | null,
  people: readonly Borne[],
): Promise<(Located | null)[]> {
  return tenant.read(async (tx) => {
    const trackers = await trackersBorne(tx, people);
    return endedMusterId === null ? lastPositionsOf(tx, trackers) : lastPositionsAtEnd(tx, endedMusterId, trackers);
  });
}
