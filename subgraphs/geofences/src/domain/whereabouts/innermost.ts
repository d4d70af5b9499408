import { areaSquareMeters, type Point, type Shape } from '@trekker/geo';

import type { KnownFences } from '../presence/fence-set.ts';

const areas = new WeakMap<Shape, number>();

/** The smallest geofence that contained a point at an instant, by id; null where none did. */
export function innermostFence(fences: KnownFences, point: Point, instant: number): string | null {
  const around = fences.containing(point, instant).map(({ version }) => version);
  const [smallest] = around.toSorted(
    (a, b) => areaOf(a.shape) - areaOf(b.shape) || (a.geofenceId < b.geofenceId ? -1 : 1),
  );
  return smallest?.geofenceId ?? null;
}

function areaOf(shape: Shape): number {
  const known = areas.get(shape);
  if (known !== undefined) return known;
  const area = areaSquareMeters(shape);
  areas.set(shape, area);
  return area;
}
