import type { Position } from './shapes.ts';

const EARTH_RADIUS = 6_371_008.8;

type Vector = readonly [number, number, number];

function vectorOf([longitude, latitude]: Position): Vector {
  const [x, y] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}

/** Metres between two places by the chord of their unit vectors; shares nothing with the product. */
export function sphereDistance(a: Position, b: Position): number {
  const [ax, ay, az] = vectorOf(a);
  const [bx, by, bz] = vectorOf(b);
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.hypot(ax - bx, ay - by, az - bz) / 2));
}

/** Metres from a place to a line straight in longitude and latitude (unrolled: no jumps), by ever denser sampling. */
export function lineDistance(line: readonly Position[], place: Position): number {
  let best = Infinity;
  for (const [index, to] of line.entries()) {
    const from = line[index - 1];
    if (from === undefined) continue;
    best = Math.min(best, edgeDistance(from, to, place));
  }
  return best;
}

function edgeDistance(from: Position, to: Position, place: Position): number {
  const at = (share: number) =>
    sphereDistance(place, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])]);
  const coarse = 20 + Math.ceil(Math.abs(to[0] - from[0]));
  let [least, most, steps] = [0, 1, coarse];
  let best = Infinity;
  for (let round = 0; round < 14; round++) {
    const shares = Array.from({ length: steps + 1 }, (_, step) => least + (step / steps) * (most - least));
    const distances = shares.map(at);
    const nearest = distances.indexOf(Math.min(...distances));
    best = Math.min(best, distances[nearest] ?? Infinity);
    [least, most] = [shares[Math.max(nearest - 1, 0)] ?? 0, shares[Math.min(nearest + 1, steps)] ?? 1];
    steps = 10;
  }
  return best;
}
