import type { Feature, FeatureCollection, LineString } from 'geojson';
import type { TrailPoint } from '../trail.ts';
import { isGap } from './trail-pieces.ts';

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

/** Trails in stretches that fade with age; broken where nobody knows the way. @param lengthMs how far back they reach. */
export function trailFeatures(
  trails: Iterable<readonly TrailPoint[]>,
  { now, lengthMs }: { now: number; lengthMs: number },
): TrailFeatures {
  const features = [...trails].flatMap((trail) => stretchesOf(trail, { now, lengthMs })).map(lineOf);
  return { type: 'FeatureCollection', features };
}

/** Part of a trail that is drawn alike. */
interface Stretch {
  readonly age: number;
  readonly points: TrailPoint[];
}

function stretchesOf(trail: readonly TrailPoint[], span: { now: number; lengthMs: number }): Stretch[] {
  const stretches: Stretch[] = [];
  for (const [index, point] of trail.entries()) {
    const before = trail[index - 1];
    const age = ageOf(point, span);
    if (!before || age === null || isGap(before, point)) continue;
    const last = stretches.at(-1);
    if (last?.age === age && last.points.at(-1) === before) last.points.push(point);
    else stretches.push({ age, points: [before, point] });
  }
  return stretches;
}

/** The beginning of the stretch a point belongs to, or null when it lies further back than trails reach. */
function ageOf({ recordedAt }: TrailPoint, { now, lengthMs }: { now: number; lengthMs: number }): number | null {
  const part = Math.max(0, (now - recordedAt) / lengthMs);
  return part >= 1 ? null : Math.floor(part * STRETCHES) / STRETCHES;
}

function lineOf({ age, points }: Stretch): Feature<LineString, TrailProperties> {
  const coordinates = points.map(({ longitude, latitude }) => [longitude, latitude]);
  return { type: 'Feature', properties: { age }, geometry: { type: 'LineString', coordinates } };
}
