import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import type { Position } from '../index/layouts.ts';
import type { TrackFix } from './tracks.ts';

/** Fixes in a row that must agree before somebody is inside, and before they are not. */
export const CONFIRM_FIXES = 2;

interface Standing {
  inside: boolean;
  agreed: number;
}

/** How many visits began and ended. */
export interface VisitCounts {
  readonly began: number;
  readonly ended: number;
}

/**
 * What is done without an engine of one's own: boxes in a packed R-tree, a robust test of each polygon found, and per
 * tracker and geofence a state that fixes in a row change.
 */
export function peerVisits(rings: readonly (readonly Position[])[], fixes: readonly TrackFix[]): () => VisitCounts {
  const tree = new Flatbush(rings.length);
  for (const ring of rings) {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    tree.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  tree.finish();
  const polygons = rings.map((ring) => [ring.map(([x, y]) => [x, y])]);

  return () => {
    const standings = new Map<number, Map<number, Standing>>();
    const counts = { began: 0, ended: 0 };
    for (const { tracker, latitude, longitude } of fixes) {
      const near = tree.search(longitude, latitude, longitude, latitude);
      const around = near.filter((index) => pointInPolygon([longitude, latitude], polygons[index] ?? []) !== false);
      const known = standings.get(tracker) ?? new Map<number, Standing>();
      standings.set(tracker, known);
      step(known, around, counts);
    }
    return counts;
  };
}

function step(known: Map<number, Standing>, around: readonly number[], counts: { began: number; ended: number }): void {
  for (const index of around) {
    const standing = known.get(index) ?? { inside: false, agreed: 0 };
    known.set(index, standing);
    standing.agreed = standing.inside ? 0 : standing.agreed + 1;
    if (standing.inside || standing.agreed < CONFIRM_FIXES) continue;
    [standing.inside, standing.agreed] = [true, 0];
    counts.began += 1;
  }
  for (const [index, standing] of known) {
    if (around.includes(index)) continue;
    standing.agreed += 1;
    if (standing.inside && standing.agreed < CONFIRM_FIXES) continue;
    known.delete(index);
    if (standing.inside) counts.ended += 1;
  }
}
