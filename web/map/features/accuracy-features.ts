import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { PositionStore } from '../../live/position-store.ts';
import type { GeoBounds } from '../engine.ts';
import { isWithin, widened } from './bounds.ts';
import { circle } from './circle.ts';

/** From this zoom on a circle of a few metres is wider than a marker. */
export const ACCURACY_FROM_ZOOM = 16;
/** More of them cover one another and say nothing. */
const MOST_CIRCLES = 300;
const NONE: FeatureCollection<Polygon> = { type: 'FeatureCollection', features: [] };

/**
 * How exactly everybody in view is known to be where they are: circles of 68 % confidence, as far as devices tell them;
 * none where there are too many.
 * @param without a tracker whose circle is drawn anyway, or null.
 */
export function accuracyFeatures(
  positions: PositionStore,
  { view, without }: { view: GeoBounds; without: string | null },
): FeatureCollection<Polygon> {
  // Whose middle is just beyond the edge reaches into the view.
  const around = widened(view, 0.2);
  const features: Feature<Polygon>[] = [];
  let isFull = false;
  positions.forEachSince(-1, (slot, trackerId) => {
    const position = isFull || trackerId === without ? null : positions.at(slot);
    if (!position?.accuracyMeters || !isWithin(position, around)) return;
    features.push({ type: 'Feature', properties: {}, geometry: circle(position, position.accuracyMeters) });
    isFull = features.length > MOST_CIRCLES;
  });
  return isFull ? NONE : { type: 'FeatureCollection', features };
}
