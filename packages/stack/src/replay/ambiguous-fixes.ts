import { parseShape, signedDistanceMeters, type Shape } from '@trekker/geo';

import type { Stretch } from './compare-transitions.ts';
import type { RecordedFix } from './recorded-fix.ts';
import type { RecordedZone } from './read-zones.ts';

/** Nearer to a boundary than this, two sound computations may put a fix on different sides, in metres. */
const AMBIGUOUS_METERS = 0.05;

/**
 * Tells for a stretch of time whether a tracker has fixes in it that all lie within {@link AMBIGUOUS_METERS} of the zone's
 * boundary. False for a zone that has no valid shape.
 */
export function ambiguousFixes(
  fixes: readonly RecordedFix[],
  zones: readonly RecordedZone[],
): (stretch: Stretch) => boolean {
  const tracks = Map.groupBy(fixes, ({ identifier }) => identifier);
  const boundaries = new Map(zones.map(({ name, boundary }) => [name, boundary]));
  const shapes = new Map<string, Shape | null>();
  const shapeOf = (zone: string) => {
    const known = shapes.get(zone);
    if (known !== undefined) return known;
    const parsed = parseShape(boundaries.get(zone));
    const shape = parsed.kind === 'valid' ? parsed.shape : null;
    shapes.set(zone, shape);
    return shape;
  };
  return ({ identifier, zone, from, to }) => {
    const shape = shapeOf(zone);
    const within = (tracks.get(identifier) ?? []).filter(({ at }) => at >= from && at < to);
    if (!shape || within.length === 0) return false;
    return within.every((fix) => Math.abs(signedDistanceMeters(shape, fix)) <= AMBIGUOUS_METERS);
  };
}
