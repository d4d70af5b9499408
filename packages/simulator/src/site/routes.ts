import { type Point, distanceMeters } from './plane.ts';

/** A way through points, and how long it is. */
export interface Route {
  readonly points: readonly Point[];
  readonly lengthMeters: number;
}

/**
 * The shortest way from one spot to another: straight where both are in the same area, or else out of one of its doors,
 * along roads, and in at one of the other's.
 */
export function shortestRoute(roads: RoadRoutes, from: Stop, to: Stop): Route {
  if (from.areaId === to.areaId) return line([from.spot, to.spot]);
  const ways = from.doors.flatMap((out) =>
    to.doors.map((into) => line([from.spot, ...roads(out, into).points, to.spot])),
  );
  return ways.reduce((best, way) => (way.lengthMeters < best.lengthMeters ? way : best));
}

/** A spot somebody can be at, the area it is in and the doors that lead there; at least one. */
export interface Stop {
  readonly areaId: string;
  readonly spot: Point;
  readonly doors: readonly Point[];
}

/** Shortest ways between points of the roads. Throws `RangeError` where there is none. */
export type RoadRoutes = (from: Point, to: Point) => Route;

/** Finds ways along roads and remembers them. */
export function createRoadRoutes(roads: readonly (readonly Point[])[]): RoadRoutes {
  const neighbours = connect(roads);
  const known = new Map<string, Route>();
  return (from, to) => {
    const key = `${nodeKey(from)}>${nodeKey(to)}`;
    const route = known.get(key) ?? search(neighbours, from, to);
    known.set(key, route);
    return route;
  };
}

function line(points: readonly Point[]): Route {
  const lengths = points.map((point, index) => distanceMeters(points[index - 1] ?? point, point));
  return { points, lengthMeters: lengths.reduce((sum, length) => sum + length, 0) };
}

type Neighbours = ReadonlyMap<string, readonly Point[]>;

function connect(roads: readonly (readonly Point[])[]): Neighbours {
  const neighbours = new Map<string, Point[]>();
  for (const road of roads) {
    for (const [index, point] of road.entries()) {
      const adjacent = [road[index - 1], road[index + 1]].filter((other) => other !== undefined);
      neighbours.set(nodeKey(point), [...(neighbours.get(nodeKey(point)) ?? []), ...adjacent]);
    }
  }
  return neighbours;
}

function nodeKey({ x, y }: Point): string {
  return `${x},${y}`;
}

/** Dijkstra 1959. The frontier is a plain list: a site has a few dozen nodes and every way is looked for once. */
function search(neighbours: Neighbours, from: Point, to: Point): Route {
  const settled = new Set<string>();
  const frontier: Route[] = [{ points: [from], lengthMeters: 0 }];
  for (;;) {
    const route = takeShortest(frontier);
    const here = route?.points.at(-1);
    if (!route || !here) throw new RangeError(`no road leads from ${nodeKey(from)} to ${nodeKey(to)}`);
    if (nodeKey(here) === nodeKey(to)) return route;
    if (settled.has(nodeKey(here))) continue;
    settled.add(nodeKey(here));
    for (const next of neighbours.get(nodeKey(here)) ?? []) {
      const lengthMeters = route.lengthMeters + distanceMeters(here, next);
      frontier.push({ points: [...route.points, next], lengthMeters });
    }
  }
}

function takeShortest(frontier: Route[]): Route | undefined {
  const lengths = frontier.map(({ lengthMeters }) => lengthMeters);
  return frontier.splice(lengths.indexOf(Math.min(...lengths)), 1)[0];
}
