import { coordinateAt } from '../typed-read.ts';
import type { Polygon, Ring } from './shape.ts';

/**
 * Where the plane is cut open. `greenwich`: x is the longitude. `antimeridian`: x is the longitude minus 180, so that a
 * shape across the antimeridian is whole; within 90° of it the subtraction is exact, no vertex is moved by a bit.
 */
export type Frame = 'greenwich' | 'antimeridian';

/** A closed ring in the plane of a frame. x may leave -180..180 where the ring goes on across the frame's own cut. */
export interface PlaneRing {
  /** x and y of each vertex in turn; y is the latitude. */
  readonly vertices: Float64Array;
}

/** The rings of a polygon, shell first, laid out in one plane without jumps. */
export interface PlanePolygon {
  readonly frame: Frame;
  readonly rings: readonly PlaneRing[];
}

/** What may be added to an x to come to the same meridian: a ring may lie a whole turn on or back. */
export const TURNS = [0, -360, 360] as const;

/** The x of a longitude in a frame; also right after one of the {@link TURNS}. */
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
  return { frame: 'greenwich', rings: rings.map(({ coordinates }) => ({ vertices: coordinates })) };
}

/** Lays any polygon out in the frame of the antimeridian; exact within 90° of it. */
export function antimeridianPolygon({ shell, holes }: Polygon): PlanePolygon {
  const outer = unroll(shell);
  return { frame: 'antimeridian', rings: [outer, ...holes.map((hole) => movedInto(outer, unroll(hole)))] };
}

/** Lays a line out: as it is where no edge of it crosses the antimeridian, else unrolled into the other frame. */
export function planeLine(line: Ring): PlaneRing & { readonly frame: Frame } {
  if (turnsAlong(line) === null) return { frame: 'greenwich', vertices: line.coordinates };
  return antimeridianLine(line);
}

/** Lays any line out in the frame of the antimeridian. */
export function antimeridianLine(line: Ring): PlaneRing & { readonly frame: Frame } {
  return { frame: 'antimeridian', ...unroll(line) };
}

/** Whether a ring comes back to where it began; one round a pole ends a whole turn further. */
export function closesInPlane(ring: Ring): boolean {
  return (turnsAlong(ring)?.at(-1) ?? 0) === 0;
}

/** What is around vertices in the plane. */
export interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/** The box around vertices, x and y in turn. */
export function boxAround(vertices: Float64Array): Box {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < vertices.length; at += 2) {
    const x = coordinateAt(vertices, at);
    const y = coordinateAt(vertices, at + 1);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return { west, east, south, north };
}

/** For each vertex how many times the ring has crossed the antimeridian eastwards before it; null where it never does. */
function turnsAlong({ coordinates }: Ring): Int32Array | null {
  let along: Int32Array | null = null;
  for (let vertex = 1, turns = 0; 2 * vertex < coordinates.length; vertex++) {
    const jump = coordinateAt(coordinates, 2 * vertex) - coordinateAt(coordinates, 2 * vertex - 2);
    if (Math.abs(jump) > 180 && !isAlongPole(coordinates, vertex, jump)) {
      turns += jump > 0 ? -1 : 1;
      along ??= new Int32Array(coordinates.length / 2);
    }
    if (along !== null) along[vertex] = turns;
  }
  return along;
}

/** From one face of the antimeridian to the other is no way at all, except along a pole, where it is all the way round. */
function isAlongPole(coordinates: Float64Array, vertex: number, jump: number): boolean {
  const latitude = coordinateAt(coordinates, 2 * vertex + 1);
  return Math.abs(jump) === 360 && Math.abs(latitude) === 90 && coordinateAt(coordinates, 2 * vertex - 1) === latitude;
}

function unroll(ring: Ring): PlaneRing {
  const turns = turnsAlong(ring);
  const longitude = (vertex: number) => coordinateAt(ring.coordinates, 2 * vertex);
  // Going from west to east across the frame's own cut at longitude 0 begins another turn of the frame.
  const turn = (vertex: number) => (turns?.[vertex] ?? 0) - (longitude(vertex) > 0 ? 0 : 1);
  const first = turn(0);
  const vertices = ring.coordinates.slice();
  for (let vertex = 0; 2 * vertex < vertices.length; vertex++) {
    vertices[2 * vertex] = frameX('antimeridian', longitude(vertex)) + 360 * (turn(vertex) - first);
  }
  return { vertices };
}

/** The ring, a whole turn further or back where that brings it within the shell. */
function movedInto(shell: PlaneRing, ring: PlaneRing): PlaneRing {
  const { west, east } = boxAround(shell.vertices);
  const own = boxAround(ring.vertices);
  const shift = [0, 360, -360].find((turn) => own.west + turn >= west && own.east + turn <= east) ?? 0;
  return shift === 0 ? ring : { vertices: ring.vertices.map((value, at) => (at % 2 === 0 ? value + shift : value)) };
}
