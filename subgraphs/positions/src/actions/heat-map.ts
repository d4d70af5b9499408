import { InvalidInputError, requirePermission, unitReach } from '@trekker/kit';

import type { Context } from '../context.ts';
import { gatherHeat, type HeatCell } from '../domain/map/heat.ts';
import { checkBox, tileBox, type Box } from '../domain/map/viewport.ts';
import { MOTION } from '../domain/motion/settings.ts';
import { readNear } from './read-near.ts';
import { checkedSpan } from './span.ts';
import { trackersAsked } from './trackers-asked.ts';

export interface HeatArguments {
  readonly box: Box;
  readonly zoom: number;
  readonly from: number;
  readonly to: number;
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
  readonly maxCells: number;
}

const ZOOM = { least: 0, most: 22 } as const;
const MOST_CELLS = 5_000;

/** Where trackers were how long within `[from, to)`, by the tiles of a map. */
export async function heatMap(ctx: Context, args: HeatArguments) {
  const now = ctx.clock.now();
  const reach = unitReach(requirePermission(ctx.viewer, 'positions:read', now), 'positions:read', now);
  const { box, zoom, maxCells } = args;
  checkBox(box);
  if (zoom < ZOOM.least || zoom > ZOOM.most)
    throw new InvalidInputError('zoom', `must be ${ZOOM.least} to ${ZOOM.most}, got ${zoom}`);
  if (maxCells < 1 || maxCells > MOST_CELLS)
    throw new InvalidInputError('maxCells', `must be 1 to ${MOST_CELLS}, got ${maxCells}`);
  const span = checkedSpan(args);
  const heat = gatherHeat({ box, zoom, ...span });
  await readNear(ctx, {
    hours: { ...trackersAsked(args, reach), ...span, box, behind: null },
    // How long a tracker stays where it is, only its next position tells.
    widen: ({ trackerId, from, to }) => ({ trackerId, from, to: to + MOTION.gapMs }),
    take: (spot) => heat.take(spot),
    isEnough: () => false,
  });
  const cells = heat.cells();
  return {
    cells: cells.slice(0, maxCells).map((cell) => viewOf(cell, zoom)),
    cellCount: cells.length,
    positionCount: cells.reduce((sum, { positions }) => sum + positions, 0),
    dwellSeconds: cells.reduce((sum, { dwellMs }) => sum + dwellMs, 0) / 1_000,
  };
}

function viewOf({ x, y, positions, dwellMs, trackers }: HeatCell, zoom: number) {
  const bounds = tileBox({ x, y, zoom });
  return { x, y, bounds, positionCount: positions, dwellSeconds: dwellMs / 1_000, trackerCount: trackers };
}
