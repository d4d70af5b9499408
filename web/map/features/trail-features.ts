import type { Feature, FeatureCollection, LineString } from 'geojson';
import type { TrailPoint } from '../trail.ts';

/** Trails as a map draws them. */
export type TrailFeatures = FeatureCollection<LineString, TrailProperties>;

/** Properties of a stretch of a trail. */
export interface TrailProperties {
  /** How much of the trail's length in time has passed since, 0 for the newest stretch to 1. */
  readonly age: number;
}

/** No trail at all. */
export const NO_TRAILS: TrailFeatures = { type: 'FeatureCollection', features: [] };

const STRETCHES = 4;
// Who was silent for longer may have gone any way in between, in milliseconds.
const LONGEST_GAP_MS = 2 * 60_000;

/** Trails in stretches that fade with age; broken where nobody knows the way. @param lengthMs how far back they reach. */
export function trailFeatures(
  trails: Iterable<readonly TrailPoint[]>,
  { now, lengthMs }: { now: number; lengthMs: number },
): TrailFeatures {
  const features: Feature<LineString, TrailProperties>[] = [];
  for (const trail of trails) {
    let stretch: { age: number; points: TrailPoint[] } | null = null;
    for (const [index, point] of trail.entries()) {
      const before = trail[index - 1];
      const age = ageOf(point, { now, lengthMs });
      if (age === null || !before || point.recordedAt - before.recordedAt > LONGEST_GAP_MS) stretch = null;
      else if (stretch?.age === age) stretch.points.push(point);
      else {
        stretch = { age, points: [before, point] };
        features.push(lineOf(stretch));
        continue;
      }
      if (stretch) features[features.length - 1] = lineOf(stretch);
    }
  }
  return { type: 'FeatureCollection', features };
}

/** The beginning of the stretch a point belongs to, or null when it lies further back than trails reach. */
function ageOf({ recordedAt }: TrailPoint, { now, lengthMs }: { now: number; lengthMs: number }): number | null {
  const part = Math.max(0, (now - recordedAt) / lengthMs);
  return part >= 1 ? null : Math.floor(part * STRETCHES) / STRETCHES;
}

function lineOf({ age, points }: { age: number; points: readonly TrailPoint[] }): Feature<LineString, TrailProperties> {
  const coordinates = points.map(({ longitude, latitude }) => [longitude, latitude]);
  return { type: 'Feature', properties: { age }, geometry: { type: 'LineString', coordinates } };
}
