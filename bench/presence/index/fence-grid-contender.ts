import { createFenceGrid, type FenceGrid, type Shape } from '@trekker/geo';
import { cpuMicroseconds } from '../cpu-time.ts';
import type { Contender } from './contender.ts';
import type { Position } from './layouts.ts';

/** Our grid, and what filling it took. */
export interface GridContender extends Contender {
  readonly grid: FenceGrid;
  readonly buildSeconds: number;
}

/** A fence grid of rings; each has its index as id. */
export function fenceGrid(rings: readonly (readonly Position[])[]): GridContender {
  const grid = createFenceGrid();
  const shapes = rings.map(shapeOf);
  const build = cpuMicroseconds(() => {
    for (const [index, shape] of shapes.entries()) grid.set(String(index), shape);
  });
  return {
    name: 'trekker',
    grid,
    buildSeconds: build / 1e6,
    answer: (points) =>
      Promise.resolve(points.map(([longitude, latitude]) => grid.query(latitude, longitude).map(Number))),
    timed(points) {
      const flat = Float64Array.from(points.flat());
      let hits = 0;
      const cpu = cpuMicroseconds(() => {
        for (let at = 0; at < flat.length; at += 2) hits += grid.query(flat[at + 1] ?? 0, flat[at] ?? 0).length;
      });
      return Promise.resolve(hits >= 0 ? cpu : 0);
    },
  };
}

/** The shape of one ring, which is known to be valid. */
export function shapeOf(ring: readonly Position[]): Shape {
  return { kind: 'polygon', polygons: [{ shell: { coordinates: Float64Array.from(ring.flat()) }, holes: [] }] };
}
