import { connectionOf, parsePage, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { areaOf, type AreaInput } from '../domain/area/area.ts';
import { sight, type Sighting } from '../domain/area/sighting.ts';
import { isInBox } from '../domain/map/viewport.ts';
import { pointOf } from '../domain/motion/spot.ts';
import { readNear } from './read-near.ts';
import { checkedSpan } from './span.ts';
import { trackersAsked } from './trackers-asked.ts';

export interface SearchArguments {
  readonly area: AreaInput;
  readonly from: number;
  readonly to: number;
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** A page of the trackers that were in an area within `[from, to)`, by tracker. */
export async function searchArea(ctx: Context, args: SearchArguments) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  const page = parsePage(args, ['uuid']);
  const area = areaOf(args.area);
  const behind = page.after?.[0] ?? null;
  const hours = { ...trackersAsked(args, reach), ...checkedSpan(args), box: area.box, behind };
  const sightings = new Map<string, Sighting>();
  await readNear(ctx, {
    hours,
    widen: (time) => time,
    take: (spot) => {
      if (!isInBox(area.box, spot)) return;
      sight(sightings, area, { trackerId: spot.trackerId, at: spot.at, point: pointOf(spot) });
    },
    isEnough: () => sightings.size > page.first,
  });
  const found = [...sightings.values()].toSorted((a, b) => (a.trackerId < b.trackerId ? -1 : 1));
  return connectionOf(found.slice(0, page.first + 1).map(viewOf), page, ({ tracker }) => [tracker.id]);
}

function viewOf({ trackerId, firstAt, lastAt, positions, closestMeters, closestAt }: Sighting) {
  return { tracker: { id: trackerId }, firstAt, lastAt, positionCount: positions, closestMeters, closestAt };
}
