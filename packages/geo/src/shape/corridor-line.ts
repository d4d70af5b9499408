import { coordinateAt } from '../typed-read.ts';
import { circleReach } from './circle-reach.ts';
import { createEdgeBands, type EdgeBands } from './edge-bands.ts';
import { antimeridianLine, planeLine, type Box, type Frame } from './plane-polygon.ts';
import type { CorridorShape } from './shape.ts';

/** The line of a corridor laid out in one plane with its edges indexed. */
export interface CorridorLine {
  readonly frame: Frame;
  readonly bands: EdgeBands;
  /** Around the corridor in this plane, a hair too large; 360° wide where it goes all the way round or over a pole. */
  readonly box: Box;
  /** The same around what computing distances in the local plane may count in by mistake. */
  readonly doubtBox: Box;
}

const prepared = new WeakMap<CorridorShape, CorridorLine>();

/** The line of a corridor, laid out at the first call and kept as long as the shape is. */
export function corridorLine(corridor: CorridorShape): CorridorLine {
  const known = prepared.get(corridor);
  if (known !== undefined) return known;
  const made = layOut(corridor);
  prepared.set(corridor, made);
  return made;
}

/** The box around all that is at most so far from a stretch of line, whose vertices are x and y in turn. */
export function boxAlong(vertices: Float64Array, radiusMeters: number): Box {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  // The width that a distance takes in longitude only grows towards the poles, and ever faster: the vertices decide.
  for (let at = 0; at < vertices.length; at += 2) {
    const x = coordinateAt(vertices, at);
    const reach = circleReach({ center: { latitude: coordinateAt(vertices, at + 1), longitude: x }, radiusMeters });
    west = Math.min(west, x - reach.halfWidth);
    east = Math.max(east, x + reach.halfWidth);
    south = Math.min(south, reach.south);
    north = Math.max(north, reach.north);
  }
  return { west, east, south, north };
}

/** As much of a distance as computing it in the local plane may be wrong by, and more. */
export const DOUBT = 0.003;

function layOut({ line, widthMeters }: CorridorShape): CorridorLine {
  const radiusMeters = widthMeters / 2;
  const plain = planeLine({ coordinates: line });
  const { west, east } = boxAlong(plain.vertices, radiusMeters * (1 + DOUBT));
  const isAcross = plain.frame === 'greenwich' && (west < -180 || east > 180) && east - west < 360;
  const { frame, vertices } = isAcross ? antimeridianLine({ coordinates: line }) : plain;
  return {
    frame,
    bands: createEdgeBands([{ vertices }]),
    box: atMostRound(boxAlong(vertices, radiusMeters)),
    doubtBox: atMostRound(boxAlong(vertices, radiusMeters * (1 + DOUBT))),
  };
}

function atMostRound(box: Box): Box {
  return box.east - box.west >= 360 ? { ...box, west: -180, east: 180 } : box;
}
