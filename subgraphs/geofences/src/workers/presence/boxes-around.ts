import { bounds, type Bounds } from '@trekker/geo';

import type { FenceVersion } from '../../domain/presence/fence-version.ts';

/** More boxes are not looked through one by one. */
const MOST_BOXES = 50;
/** Beyond the borders, since boxes are compared in numbers of less precision. */
const SLACK_DEGREES = 1e-4;

/**
 * Boxes with the shapes of versions, west not beyond east; null where fixes outside of them matter too, as for those that
 * count crossings, or where there are too many.
 */
export function boxesAround(versions: readonly FenceVersion[]): Bounds[] | null {
  const shaped = versions.filter((version) => version.kind === 'shaped');
  if (shaped.length > MOST_BOXES || shaped.some(({ rules }) => rules.crossingSeconds !== null)) return null;
  return shaped.map(({ shape }) => widened(bounds(shape)));
}

/** A box across the antimeridian has its west east of its east; then only latitude tells. */
function widened({ west, south, east, north }: Bounds): Bounds {
  const sides = east < west ? { west: -180, east: 180 } : { west: west - SLACK_DEGREES, east: east + SLACK_DEGREES };
  return { ...sides, south: south - SLACK_DEGREES, north: north + SLACK_DEGREES };
}
