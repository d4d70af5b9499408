import type { LineString, Polygon, Position } from 'geojson';

const METERS_PER_DEGREE = 111_195;
/** Corners of half a circle round an end. */
const CAP_CORNERS = 12;

/**
 * A corridor as a polygon: all within half its width of a line, drawn on a plane that is true in the middle of the line.
 * Bends that are sharper than the corridor is wide show a small fold on their inner side.
 */
export function corridor({ coordinates }: LineString, widthMeters: number): Polygon | null {
  const latitude = (coordinates.reduce((sum, [, y = 0]) => sum + y, 0) / coordinates.length) * (Math.PI / 180);
  const scale = { x: METERS_PER_DEGREE * Math.cos(latitude), y: METERS_PER_DEGREE };
  const line = distinct(coordinates.map(([x = 0, y = 0]) => [x * scale.x, y * scale.y] as const));
  if (line.length < 2) return null;
  const half = widthMeters / 2;
  const ring = [...side(line, half), ...side(line.toReversed(), half)];
  const [first] = ring;
  if (!first) return null;
  return { type: 'Polygon', coordinates: [[...ring, first].map(([x, y]): Position => [x / scale.x, y / scale.y])] };
}

type Plane = readonly [x: number, y: number];

/** The right-hand side of a line, with a half circle round its end. */
function side(line: readonly Plane[], half: number): Plane[] {
  return line.flatMap((at, index) => {
    const [before, after] = [line[index - 1], line[index + 1]];
    if (!before) return after ? [aside(at, bearing(at, after), half)] : [];
    const arriving = bearing(before, at);
    if (!after) return cap(at, arriving, half);
    const turn = normal(bearing(at, after) - arriving);
    // Outside of a bend the border is round; inside, the two sides meet where they are as far from one another as the line.
    const corners = turn > 0 ? Math.max(1, Math.ceil((turn / Math.PI) * CAP_CORNERS)) : 1;
    return Array.from({ length: corners + 1 }, (_, corner) => aside(at, arriving + (turn * corner) / corners, half));
  });
}

function cap(at: Plane, arriving: number, half: number): Plane[] {
  return Array.from({ length: CAP_CORNERS + 1 }, (_, corner) =>
    aside(at, arriving + (Math.PI * corner) / CAP_CORNERS, half),
  );
}

/** The point to the right of a way. @param along its direction, radians counter-clockwise from east. */
function aside([x, y]: Plane, along: number, meters: number): Plane {
  return [x + meters * Math.sin(along), y - meters * Math.cos(along)];
}

function bearing([x1, y1]: Plane, [x2, y2]: Plane): number {
  return Math.atan2(y2 - y1, x2 - x1);
}

/** The same angle from -π to π. */
function normal(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}

function distinct(line: readonly Plane[]): Plane[] {
  return line.filter(([x, y], index) => x !== line[index - 1]?.[0] || y !== line[index - 1]?.[1]);
}
