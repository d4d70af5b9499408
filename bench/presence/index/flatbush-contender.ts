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
  return {
    name: 'flatbush + point-in-polygon-hao',
    answer(points) {
      const found: number[][] = [];
      const cpu = cpuMicroseconds(() => {
        for (const [x, y] of points) {
          const near = tree.search(x, y, x, y);
          // 0 is the boundary, which belongs to the geofence.
          found.push(near.filter((index) => pointInPolygon([x, y], polygons[index] ?? []) !== false));
        }
      });
      return Promise.resolve({ found, cpuMicroseconds: cpu });
    },
    close: () => Promise.resolve(),
  };
}
