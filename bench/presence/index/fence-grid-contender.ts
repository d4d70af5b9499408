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
    answer(points) {
      const found: string[][] = [];
      const cpu = cpuMicroseconds(() => {
        for (const [longitude, latitude] of points) found.push(grid.query(latitude, longitude));
      });
      return Promise.resolve({ found: found.map((ids) => ids.map(Number)), cpuMicroseconds: cpu });
    },
    close: () => Promise.resolve(),
  };
}

/** The shape of one ring, which is known to be valid. */
export function shapeOf(ring: readonly Position[]): Shape {
  return { kind: 'polygon', polygons: [{ shell: { coordinates: Float64Array.from(ring.flat()) }, holes: [] }] };
}
