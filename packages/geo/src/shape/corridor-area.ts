import { coordinateAt } from '../typed-read.ts';
import { corridorLine } from './corridor-line.ts';
import { METERS_PER_DEGREE, RADIANS } from './haversine.ts';
import type { Segment } from './plane.ts';
import { POLAR_LATITUDE } from './polar-nearest.ts';
import type { CorridorShape } from './shape.ts';

/**
 * Area of a corridor in square metres, what it covers more than once counted once: the lengths that rows cut out of the
 * capsules around its edges, each row in the plane of its own latitude, near a pole all in the equal-area plane round it.
 */
export function corridorArea(corridor: CorridorShape): number {
  const radius = corridor.widthMeters / 2 / METERS_PER_DEGREE;
  const { bands } = corridorLine(corridor);
  const isPolar = Math.max(-bands.south, bands.north) + radius > POLAR_LATITUDE;
  const line = isPolar ? aroundPole(bands.vertices, Math.sign(bands.north + bands.south)) : bands.vertices;
  const cover: Cover = { line, radius, scaleAt: isPolar ? () => 1 : (y) => Math.cos(y * RADIANS) };
  const rows = rowsOf(cover);
  const square = rows.reduce((sum, { y, height }) => sum + height * coveredLength(cover, y), 0);
  return square * METERS_PER_DEGREE ** 2;
}

interface Cover {
  /** x and y of the vertices in turn, degrees. */
  readonly line: Float64Array;
  readonly radius: number;
  /** What a degree of x is at some y, in degrees of y. */
  readonly scaleAt: (y: number) => number;
}

const MOST_SPAN_DEGREES = 2;

/** The line in the azimuthal equal-area plane of a pole (J. H. Lambert, 1772), scaled to degrees there, its edges bent. */
function aroundPole(vertices: Float64Array, pole: number): Float64Array {
  const line: number[] = [];
  const add = (x: number, y: number) => {
    const distance = (2 / RADIANS) * Math.sin(((90 - y * pole) / 2) * RADIANS);
    line.push(distance * Math.cos(x * RADIANS), distance * Math.sin(x * RADIANS));
  };
  add(coordinateAt(vertices, 0), coordinateAt(vertices, 1));
  for (let at = 2; at < vertices.length; at += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = vertices.subarray(at - 2, at + 2);
    const count = Math.max(Math.ceil(Math.abs(x2 - x1) / MOST_SPAN_DEGREES), 1);
    for (let step = 1; step <= count; step++) add(x1 + (step / count) * (x2 - x1), y1 + (step / count) * (y2 - y1));
  }
  return Float64Array.from(line);
}

interface Row {
  readonly y: number;
  readonly height: number;
}

const MOST_ROWS = 4_096;
const LEAST_ROWS = 256;
/** So many times an edge is held against a row, at most, where there are many edges. */
const MOST_STEPS = 20_000_000;

/** Rows between all heights at which something begins or ends, or as many as are affordable. */
function rowsOf({ line, radius }: Cover): Row[] {
  const edges = line.length / 2 - 1;
  const wanted = Math.min(Math.max(Math.floor(MOST_STEPS / edges), LEAST_ROWS), MOST_ROWS);
  const heights = line.filter((_value, at) => at % 2 === 1).toSorted();
  const breaks = Float64Array.from([...heights, ...heights.map((y) => y - radius), ...heights.map((y) => y + radius)]);
  const sorted = breaks.toSorted();
  const stride = Math.max(Math.ceil(sorted.length / wanted), 1);
  const kept = sorted.filter((_y, index) => index % stride === 0 || index === sorted.length - 1);
  const parts = Math.max(Math.ceil(LEAST_ROWS / kept.length), 4);
  const rows: Row[] = [];
  for (const [index, north] of kept.entries()) {
    const south = kept[index - 1] ?? north;
    const height = (north - south) / parts;
    if (height > 0) for (let part = 0; part < parts; part++) rows.push({ y: south + (part + 0.5) * height, height });
  }
  return rows;
}

/** How much of a row is within the radius of some edge, in degrees of y. */
function coveredLength({ line, radius, scaleAt }: Cover, y: number): number {
  const scale = scaleAt(y);
  const stretches: Stretch[] = [];
  for (let at = 0; at + 3 < line.length; at += 2) {
    const y1 = coordinateAt(line, at + 1);
    const y2 = coordinateAt(line, at + 3);
    if (Math.min(y1, y2) - radius > y || Math.max(y1, y2) + radius < y) continue;
    const [x1, x2] = [coordinateAt(line, at) * scale, coordinateAt(line, at + 2) * scale];
    stretches.push(acrossCapsule({ x1, y1: y1 - y, x2, y2: y2 - y }, radius));
  }
  let [sum, end] = [0, -Infinity];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(to - Math.max(from, end), 0);
    end = Math.max(end, to);
  }
  return sum;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a row at height 0 cuts out of the capsule around an edge. */
function acrossCapsule({ x1, y1, x2, y2 }: Segment, radius: number): Stretch {
  const [width, height] = [x2 - x1, y2 - y1];
  const length = Math.hypot(width, height);
  const found = [...acrossDisc(x1, y1, radius), ...acrossDisc(x2, y2, radius)];
  for (const side of length > 0 && height !== 0 ? [-1, 1] : []) {
    const [east, north] = [(-side * radius * height) / length, (side * radius * width) / length];
    const share = -(y1 + north) / height;
    if (share >= 0 && share <= 1) found.push(x1 + east + share * width);
  }
  return found.length === 0 ? { from: 0, to: 0 } : { from: Math.min(...found), to: Math.max(...found) };
}

function acrossDisc(x: number, y: number, radius: number): number[] {
  const square = radius ** 2 - y ** 2;
  return square < 0 ? [] : [x - Math.sqrt(square), x + Math.sqrt(square)];
}
