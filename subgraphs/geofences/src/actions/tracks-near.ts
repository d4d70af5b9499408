import { setImmediate as breath } from 'node:timers/promises';

import { bounds, type Bounds, type Shape } from '@trekker/geo';

import type { Context } from '../context.ts';
import { trackersNear } from '../db/fixes.ts';
import { trackersWithin } from '../db/reach.ts';
import { trackBetween } from '../db/tracks.ts';
import type { KeptFix } from '../domain/presence/replay.ts';

/** Which history is looked at. */
export interface HistoryAsked {
  readonly shapes: readonly Shape[];
  /** Unix milliseconds, `[from, to)`. */
  readonly from: number;
  readonly to: number;
  /** Most fixes of all trackers together. */
  readonly most: number;
}

/** The fixes of one tracker, in their order. */
export interface Track {
  readonly trackerId: string;
  readonly fixes: readonly KeptFix[];
}

/**
 * How far round a shape trackers are looked for, degrees: who crosses it between two fixes need not have been in it, but
 * hardly came from farther.
 */
const MARGIN_DEGREES = 0.005;

/**
 * The tracks of trackers that the viewer may see and that came near any of the shapes, one after the other, others having
 * their turn in between. Whoever reads learns by null that there are more fixes than asked for at most.
 */
export async function* tracksNear(ctx: Context, asked: HistoryAsked): AsyncGenerator<Track | null> {
  const { from, to, most } = asked;
  const reach = ctx.reach('visits:read');
  const trackerIds = await ctx.tenant.read(async (tx) => {
    const near = new Set<string>();
    for (const shape of asked.shapes) {
      for (const trackerId of await trackersNear(tx, widened(bounds(shape)), { from, to })) near.add(trackerId);
    }
    return near.size ? trackersWithin(tx, [...near], reach) : near;
  });
  let left = most;
  for (const trackerId of [...trackerIds].toSorted()) {
    const fixes = await ctx.tenant.read((tx) => trackBetween(tx, trackerId, { from, to, most: left }));
    left -= fixes.length;
    if (left < 0) {
      yield null;
      return;
    }
    yield { trackerId, fixes };
    await breath();
  }
}

/** A box across the antimeridian has its west east of its east; then it goes on beyond 180 degrees here. */
function widened({ west, south, east, north }: Bounds): Bounds {
  return {
    west: west - MARGIN_DEGREES,
    south: south - MARGIN_DEGREES,
    east: (east < west ? east + 360 : east) + MARGIN_DEGREES,
    north: north + MARGIN_DEGREES,
  };
}
