import type { PointedPlace } from '../../../map/engine.ts';
import type { FixColumns } from './fix-columns.ts';

/** A position near the pointer. */
export interface NearRow {
  readonly lane: number;
  readonly row: number;
}

// How near the pointer has to be to a position, in CSS pixels.
const REACH_PX = 12;

/** The position nearest to a place on the map, of all trackers, or null where none is near. */
export function nearestRow(tracks: readonly FixColumns[], place: PointedPlace): NearRow | null {
  const shrink = Math.cos((place.latitude * Math.PI) / 180);
  let nearest: NearRow | null = null;
  let least = (REACH_PX * place.degreesPerPixel) ** 2;
  for (const [lane, { latitude, longitude, length }] of tracks.entries()) {
    for (let row = 0; row < length; row++) {
      const north = (latitude[row] ?? 0) - place.latitude;
      const east = ((longitude[row] ?? 0) - place.longitude) * shrink;
      const squared = north * north + east * east;
      if (squared >= least) continue;
      least = squared;
      nearest = { lane, row };
    }
  }
  return nearest;
}
