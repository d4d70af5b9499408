import Flatbush from 'flatbush';
import pointInPolygon from 'point-in-polygon-hao';
import { cpuMicroseconds } from '../cpu-time.ts';
import type { Contender } from './contender.ts';
import type { Position } from './layouts.ts';

/** A packed R-tree of boxes, and a robust point-in-polygon test for each hit. */
export function flatbushAndHao(rings: readonly (readonly Position[])[]): Contender {
  const tree = new Flatbush(rings.length);
  for (const ring of rings) {
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    tree.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
  }
  tree.finish();
  const polygons = rings.map((ring) => [ring.map(([x, y]) => [x, y])]);
  // 0 is the boundary, which belongs to the geofence.
  const query = (x: number, y: number) =>
    tree.search(x, y, x, y).filter((index) => pointInPolygon([x, y], polygons[index] ?? []) !== false);
  return {
    name: 'flatbush + point-in-polygon-hao',
    answer: (points) => Promise.resolve(points.map(([x, y]) => query(x, y))),
    timed(points) {
      const flat = Float64Array.from(points.flat());
      let hits = 0;
      const cpu = cpuMicroseconds(() => {
        for (let at = 0; at < flat.length; at += 2) hits += query(flat[at] ?? 0, flat[at + 1] ?? 0).length;
      });
      return Promise.resolve(hits >= 0 ? cpu : 0);
    },
  };
}
