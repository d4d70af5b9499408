import type { Viewer } from '@trekker/kit';
import DataLoader from 'dataloader';

import type { Context } from '../context.ts';
import { geofencesById } from '../db/geofences.ts';
import { newestEdit } from '../db/versions.ts';
import { cellOf, cellText } from '../domain/whereabouts/cell.ts';
import { innermostFence } from '../domain/whereabouts/innermost.ts';
import { nearestLandmark } from '../domain/whereabouts/landmark.ts';
import type { PlaceAndTime, Whereabouts } from '../domain/whereabouts/whereabouts.ts';
import { withinTime } from '../domain/within-time.ts';

type Asker = Pick<Context, 'tenant' | 'fences' | 'landmarks' | 'geocoder' | 'attribution' | 'reach'>;

/** What is at each of these places, in words; null where nothing is known. Zones are named to who may see them alone. */
export async function findWhereabouts(
  ctx: Asker,
  { tenantId }: Viewer,
  asked: readonly PlaceAndTime[],
): Promise<(Whereabouts | null)[]> {
  const found = await ctx.tenant.read(async (tx) => {
    const maySeeZones = ctx.reach('geofences:read').length > 0;
    const fences = maySeeZones ? await ctx.fences.knownAt(tx, tenantId, await newestEdit(tx)) : null;
    const landmarks = await ctx.landmarks.known(tx, tenantId);
    const here = asked.map((each) => ({
      fenceId: fences && innermostFence(fences, each, withinTime(each.recordedAt)),
      near: nearestLandmark(landmarks, each),
    }));
    const ids = [...new Set(here.flatMap(({ fenceId }) => fenceId ?? []))];
    const rows = ids.length ? await geofencesById(tx, ids) : [];
    const byId = new Map(rows.map((row) => [row.geofenceId, row]));
    return here.map(({ fenceId, near }) => ({ fence: byId.get(fenceId ?? '') ?? null, near }));
  });
  const nowhere = asked.filter((_, index) => !found[index]?.fence && !found[index]?.near).map(cellOf);
  const cells = [...new Map(nowhere.map((cell) => [cellText(cell), cell])).values()];
  const names = await ctx.geocoder.find(tenantId, cells);
  return asked.map((each, index) => {
    const { fence = null, near = null } = found[index] ?? {};
    const site = { geofenceId: null, placeId: null, near, attribution: null };
    if (fence)
      return { ...site, name: fence.name, source: 'GEOFENCE', geofenceId: fence.geofenceId, placeId: fence.placeId };
    if (near) return { ...site, name: near.landmark.name, source: 'LANDMARK', placeId: near.landmark.placeId };
    const name = names.get(cellText(cellOf(each)));
    return name == null ? null : { ...site, name, source: 'PROVIDER', attribution: ctx.attribution };
  });
}

/** Finds what is at places, all of a moment together. */
export type WhereaboutsLoader = DataLoader<PlaceAndTime, Whereabouts | null, string>;

/** The loader of one operation; nobody is told nothing. */
export function loadWhereabouts(ctx: Asker, viewer: Viewer | null): WhereaboutsLoader {
  return new DataLoader(async (asked) => (viewer ? findWhereabouts(ctx, viewer, asked) : asked.map(() => null)), {
    cacheKeyFn: ({ latitude, longitude, recordedAt }) => `${latitude}/${longitude}/${recordedAt}`,
  });
}
