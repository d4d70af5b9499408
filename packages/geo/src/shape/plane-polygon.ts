import { coordinateAt } from '../typed-read.ts';
import type { Polygon, Ring } from './shape.ts';

/**
 * Where the plane is cut open. `greenwich`: x is the longitude. `antimeridian`: x is the longitude minus 180, so that a
 * shape across the antimeridian is whole; within 90° of it the subtraction is exact, no vertex is moved by a bit.
 */
export type Frame = 'greenwich' | 'antimeridian';

/** A closed ring in the plane of a frame. x may leave -180..180 where the ring goes on across the frame's own cut. */
export interface PlaneRing {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
}

/** The rings of a polygon, shell first, laid out in one plane without jumps. */
export interface PlanePolygon {
  readonly frame: Frame;
  readonly rings: readonly PlaneRing[];
}

/** The x of a longitude in a frame; also right plus or minus 360. */
export function frameX(frame: Frame, longitude: number): number {
  if (frame === 'greenwich') return longitude;
  return longitude > 0 ? longitude - 180 : longitude + 180;
}

/** The longitude, -180 to 180, of an x in a frame. */
export function frameLongitude(frame: Frame, x: number): number {
  const longitude = frame === 'greenwich' ? x : x + 180;
  if (longitude > 180) return longitude - 360;
  return longitude < -180 ? longitude + 360 : longitude;
}

/** Lays a polygon out: as it is where no edge crosses the antimeridian, unrolled into the other frame where one does. */
export function planePolygon(polygon: Polygon): PlanePolygon {
  const rings = [polygon.shell, ...polygon.holes];
  if (rings.some((ring) => turnsAlong(ring) !== null)) return antimeridianPolygon(polygon);
  return { frame: 'greenwich', rings: rings.map(({ longitudes, latitudes }) => ({ xs: longitudes, ys: latitudes })) };
}

/** Lays any polygon out in the frame of the antimeridian; exact within 90° of it. */
export function antimeridianPolygon({ shell, holes }: Polygon): PlanePolygon {
  const outer = unroll(shell);
  return { frame: 'antimeridian', rings: [outer, ...holes.map((hole) => movedInto(outer, unroll(hole)))] };
}

/** Whether a ring comes back to where it began; one round a pole ends a whole turn further. */
export function closesInPlane(ring: Ring): boolean {
  return (turnsAlong(ring)?.at(-1) ?? 0) === 0;
}

/** The least and the largest of some coordinates. */
export function extent(values: Float64Array): { readonly least: number; readonly most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}

/** For each vertex how many times the ring has crossed the antimeridian eastwards before it; null where it never does. */
function turnsAlong({ longitudes, latitudes }: Ring): Int32Array | null {
  let along: Int32Array | null = null;
  for (let index = 1, turns = 0; index < longitudes.length; index++) {
    const jump = coordinateAt(longitudes, index) - coordinateAt(longitudes, index - 1);
    const atPole = Math.abs(coordinateAt(latitudes, index)) === 90;
    // From one face of the antimeridian to the other is no way at all, except along a pole, where it is all the way round.
    const alongPole = atPole && Math.abs(jump) === 360 && latitudes[index] === latitudes[index - 1];
    if (Math.abs(jump) > 180 && !alongPole) {
      turns += jump > 0 ? -1 : 1;
      along ??= new Int32Array(longitudes.length);
    }
    if (along !== null) along[index] = turns;
  }
  return along;
}

function unroll(ring: Ring): PlaneRing {
  const { longitudes, latitudes } = ring;
  const turns = turnsAlong(ring);
  // Going from west to east across the frame's own cut at longitude 0 begins another turn of the frame.
  const turn = (index: number) => (turns?.[index] ?? 0) - (coordinateAt(longitudes, index) > 0 ? 0 : 1);
  const first = turn(0);
  const xs = longitudes.map((longitude, index) => frameX('antimeridian', longitude) + 360 * (turn(index) - first));
  return { xs, ys: latitudes };
}

/** The ring, a whole turn further or back where that brings it within the shell. */
function movedInto(shell: PlaneRing, ring: PlaneRing): PlaneRing {
  const { least, most } = extent(shell.xs);
  const own = extent(ring.xs);
  const shift = [0, 360, -360].find((turn) => own.least + turn >= least && own.most + turn <= most) ?? 0;
  return shift === 0 ? ring : { xs: ring.xs.map((x) => x + shift), ys: ring.ys };
}
