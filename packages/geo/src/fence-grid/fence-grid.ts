import type { Point } from '../shape/point.ts';
import type { Shape } from '../shape/shape.ts';
import { signedDistanceMeters } from '../shape/signed-distance.ts';
import { END } from './cell-table.ts';
import { addPiece, cellsPerUnitFor, createLayer, removePiece, TURNS, xOn, type Layer } from './layer.ts';
import { forEachNear } from './near.ts';
import { isInPiece, piecesOf, type Piece } from './piece.ts';

/** Many shapes by id, and quick answers to which of them a point is in; the cost hardly depends on how many there are. */
export interface FenceGrid {
  /** How many shapes there are. */
  readonly size: number;
  /** Adds a shape, or puts another in the place of the one with this id; seen by the next query. */
  set(id: string, shape: Shape): void;
  /** Takes a shape out; whether there was one. */
  remove(id: string): boolean;
  /** The ids of all shapes that contain the point, each once, in no particular order; exactly as `contains` says. */
  query(latitude: number, longitude: number): string[];
  /** The ids of all shapes whose signed distance from the point is at most `meters`, each once, in no particular order. */
  queryNear(point: Point, meters: number): string[];
}

/**
 * An empty grid. Every polygon and circle is listed in the cells of a layer that suits its size: cells wholly inside it
 * answer at once, only a point in a cell that its boundary touches is held against its edges.
 */
export function createFenceGrid(): FenceGrid {
  const grid: Grid = { fences: new Map(), parts: [], freeNumbers: [], layers: new Map() };
  return {
    get size() {
      return grid.fences.size;
    },
    set(id, shape) {
      removeFence(grid, id);
      const fence: Fence = { id, shape, numbers: [] };
      for (const piece of piecesOf(shape)) fence.numbers.push(addPart(grid, fence, piece));
      grid.fences.set(id, fence);
    },
    remove: (id) => removeFence(grid, id),
    query(latitude, longitude) {
      const found: string[] = [];
      for (const layer of grid.layers.values()) collectOn(layer, { parts: grid.parts, found }, { latitude, longitude });
      return found;
    },
    queryNear(point, meters) {
      const near = new Set<Fence>();
      for (const layer of grid.layers.values()) {
        forEachNear(layer, { center: point, radiusMeters: Math.max(meters, 0) }, (number) => {
          const part = grid.parts[number];
          if (part !== undefined) near.add(part.fence);
        });
      }
      return [...near].filter(({ shape }) => signedDistanceMeters(shape, point) <= meters).map(({ id }) => id);
    },
  };
}

interface Grid {
  readonly fences: Map<string, Fence>;
  /** By number; a number given back keeps its last part until it is used again. */
  readonly parts: Part[];
  readonly freeNumbers: number[];
  readonly layers: Map<string, Layer>;
}

interface Fence {
  readonly id: string;
  readonly shape: Shape;
  readonly numbers: number[];
}

interface Part {
  readonly fence: Fence;
  readonly piece: Piece;
  readonly layer: Layer;
}

function addPart({ parts, freeNumbers, layers }: Grid, fence: Fence, piece: Piece): number {
  const cellsPerUnit = cellsPerUnitFor(piece);
  const key = layerKey({ frame: piece.frame, cellsPerUnit });
  const layer = layers.get(key) ?? createLayer(piece.frame, cellsPerUnit);
  layers.set(key, layer);
  const number = freeNumbers.pop() ?? parts.length;
  parts[number] = { fence, piece, layer };
  addPiece(layer, number, piece);
  return number;
}

function removeFence({ fences, parts, freeNumbers, layers }: Grid, id: string): boolean {
  for (const number of fences.get(id)?.numbers ?? []) {
    const layer = parts[number]?.layer;
    if (layer === undefined) continue;
    removePiece(layer, number);
    freeNumbers.push(number);
    if (layer.pieces.size === 0) layers.delete(layerKey(layer));
  }
  return fences.delete(id);
}

interface Collection {
  readonly parts: readonly Part[];
  readonly found: string[];
}

function collectOn(layer: Layer, { parts, found }: Collection, point: Point): void {
  const { cells, cellsPerUnit, west, east } = layer;
  for (const turn of TURNS) {
    const x = xOn(layer, point.longitude) + turn;
    if (!(x >= west && x <= east)) continue;
    let link = cells.first(Math.floor(x * cellsPerUnit), Math.floor(point.latitude * cellsPerUnit));
    for (; link !== END; link = cells.nextOf(link)) {
      const entry = cells.entryAt(link);
      const part = parts[entry >> 1];
      if (part === undefined || found.includes(part.fence.id)) continue;
      if ((entry & 1) === 1 || isInPiece(part.piece, x, point)) found.push(part.fence.id);
    }
  }
}

function layerKey({ frame, cellsPerUnit }: Pick<Layer, 'frame' | 'cellsPerUnit'>): string {
  return `${frame} ${cellsPerUnit}`;
}
