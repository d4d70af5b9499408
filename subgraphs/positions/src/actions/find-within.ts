import { haversineMeters } from '@trekker/geo';
import { InvalidInputError, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { placedWithin } from '../db/latest-cells.ts';
import { latestOf } from '../db/latest.ts';
import type { PositionRow } from '../db/rows.ts';
import { cellsOf, type Cell } from '../domain/map/cells.ts';
import { cellsFor, checkBox, type Box } from '../domain/map/viewport.ts';
import { pointOf } from '../domain/motion/spot.ts';
import { trackersAsked } from './trackers-asked.ts';

export interface WithinArguments {
  readonly box: Box;
  readonly zoom: number;
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
  readonly members: number;
}

const MOST_ZOOM = 24;
const MOST_MEMBERS = 20;
/** Closer to each other than this, no map shows them apart. */
const ONE_PLACE_METERS = 2;

/** The newest positions in a part of the map, put together in cells. */
export async function findWithin(ctx: Context, args: WithinArguments) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  checkBox(args.box);
  if (!(args.zoom >= 0 && args.zoom <= MOST_ZOOM))
    throw new InvalidInputError('zoom', `must be 0 to ${MOST_ZOOM}, got ${args.zoom}`);
  if (args.members < 0 || args.members > MOST_MEMBERS)
    throw new InvalidInputError('members', `must be 0 to ${MOST_MEMBERS}, got ${args.members}`);
  const { box, members: most } = args;
  const { zoom, cellsAround } = cellsFor(box, args.zoom);
  const { cells, rows } = await ctx.tenant.read(async (tx) => {
    const trackers = await placedWithin(tx, box, trackersAsked(args, reach));
    const found = cellsOf(trackers, { around: cellsAround, most });
    const members = found.flatMap((cell) => cell.members);
    return { cells: found, rows: members.length ? await latestOf(tx, members, reach) : [] };
  });
  const byTracker = new Map(rows.map((row) => [row.tracker_id, row]));
  return {
    trackerCount: cells.reduce((sum, { trackers }) => sum + trackers, 0),
    zoom,
    cells: cells.map((cell) => viewOf(cell, byTracker)),
  };
}

function viewOf(cell: Cell, byTracker: ReadonlyMap<string, PositionRow>) {
  const [southWest, northEast] = [pointOf(cell.southWest), pointOf(cell.northEast)];
  return {
    trackerCount: cell.trackers,
    center: pointOf(cell.center),
    bounds: {
      west: southWest.longitude,
      south: southWest.latitude,
      east: northEast.longitude,
      north: northEast.latitude,
    },
    isCoLocated: cell.trackers > 1 && haversineMeters(southWest, northEast) < ONE_PLACE_METERS,
    positions: cell.members.flatMap((id) => byTracker.get(id) ?? []),
  };
}
