import type { Anchor } from './state.ts';
import { spotOf, type Place, type Spot } from './spot.ts';
import { joined, piecesOf, speedOf, type Step } from './step.ts';

const ROUND_E7 = 3_600_000_000;

/** A tracker that is here, and nothing further is known. */
export function anchorAt(spot: Spot): Anchor {
  return { spot: spotOf(spot), pieces: [], mm: 0, maxSpeedMms: null, count: 1, northE7: 0, eastE7: 0 };
}

/** An anchor with one more step near it. */
export function anchorWith(anchor: Anchor, step: Step): Anchor {
  return {
    spot: anchor.spot,
    pieces: joined(anchor.pieces, piecesOf(step)),
    mm: anchor.mm + step.mm,
    maxSpeedMms: faster(anchor.maxSpeedMms, speedOf(step)),
    count: anchor.count + 1,
    northE7: anchor.northE7 + step.to.latitudeE7 - anchor.spot.latitudeE7,
    eastE7: anchor.eastE7 + turned(step.to.longitudeE7 - anchor.spot.longitudeE7),
  };
}

/** The middle of the positions since an anchor. */
export function centerOf({ spot, count, northE7, eastE7 }: Anchor): Place {
  return {
    latitudeE7: spot.latitudeE7 + Math.round(northE7 / count),
    longitudeE7: turned(spot.longitudeE7 + Math.round(eastE7 / count)),
  };
}

/** The higher of two speeds; null is none. */
export function faster(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

/** The same longitude, or difference of two, the short way round. */
function turned(longitudeE7: number): number {
  if (longitudeE7 > ROUND_E7 / 2) return longitudeE7 - ROUND_E7;
  return longitudeE7 < -ROUND_E7 / 2 ? longitudeE7 + ROUND_E7 : longitudeE7;
}
