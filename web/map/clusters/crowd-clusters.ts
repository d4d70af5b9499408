import type { Crowd } from '../crowd/crowd.ts';
import { sizeAmong } from '../crowd/size-among.ts';
import type { GeoBounds } from '../engine.ts';
import { NO_CLUSTERS, stepOf, type Cluster, type Clustering } from './cluster.ts';
import { denseSpots, type DenseSpot, type SpotGrid } from './dense-spots.ts';
import { placeInWorld, WORLD_PX, worldPlace } from './world-place.ts';

// CSS pixels of a square; with those around it, somewhat more than a cluster covers.
const CELL_PX = 24;
// Dots that lie so deep on one another tell nothing of how many they are.
const DEEP = 2;
const FEWEST = 12;
// No screen has more squares.
const MOST_CELLS = 100_000;
/** More of them would hide the crowd itself. */
const MOST = 40;

/** Clusters where dots of a crowd lie on one another; the dots stay. @param view what is seen of the world. */
export function crowdClusters(crowd: Crowd, { view, zoom }: { view: GeoBounds; zoom: number }): Clustering {
  const [from, to] = [worldPlace(view.north, view.west), worldPlace(view.south, view.east)];
  const area = (to.x - from.x) * (to.y - from.y) * 4 ** zoom;
  const { size } = sizeAmong(crowd.countWithin(view, Infinity), area);
  const least = Math.max(FEWEST, (DEEP * CELL_PX ** 2) / ((Math.PI / 4) * size ** 2));
  const cell = CELL_PX / (WORLD_PX * 2 ** stepOf(zoom));
  const [left, top] = [Math.floor(from.x / WORLD_PX / cell) - 1, Math.floor(from.y / WORLD_PX / cell) - 1];
  const columns = Math.floor(to.x / WORLD_PX / cell) - left + 2;
  const rows = Math.floor(to.y / WORLD_PX / cell) - top + 2;
  if (columns * rows > MOST_CELLS) return NO_CLUSTERS;
  const grid: SpotGrid = { cell, left, top, columns, rows };
  const spots = denseSpots(crowd, grid, least).slice(0, MOST);
  return { clusters: spots.map((spot) => clusterOf(spot, { crowd, cell })), hidden: new Set(), kept: [] };
}

function clusterOf(
  { x, y, total, counts, column, row }: DenseSpot,
  { crowd, cell }: { crowd: Crowd; cell: number },
): Cluster {
  const [north, south] = [placeInWorld(column - 1, row - 1, cell), placeInWorld(column + 2, row + 2, cell)];
  const bounds = { north: north.latitude, west: north.longitude, south: south.latitude, east: south.longitude };
  return {
    key: `${column}:${row}`,
    ...placeInWorld(x, y, 1),
    total,
    counts,
    bounds,
    spread: 3 * cell * WORLD_PX,
    members: () => crowd.within(bounds),
  };
}
