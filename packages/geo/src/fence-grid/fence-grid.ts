import { crossingOf } from '../shape/crossing.ts';
import { frameX, TURNS } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
import type { Shape } from '../shape/shape.ts';
import { signedDistanceMeters } from '../shape/signed-distance.ts';
import { END } from './cell-table.ts';
import { addPiece, cellsPerUnitFor, createLayer, removePiece, type Layer } from './layer.ts';
import { forEachNear } from './near.ts';
import { forEachOnLine } from './on-line.ts';
import { PARTS } from './part-area.ts';
import { isCrossedPart, isInnerPart } from './piece-cells.ts';
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
  /**
   * The ids of all shapes that the straight line between two points meets, each once, in no particular order; exactly as
   * `crossingOf` says. Looks only at what lies along the line.
   */
  queryLine(from: Point, to: Point): string[];
}

/**
 * An empty grid. Every polygon and circle is listed in the cells of a layer that suits its size: cells wholly inside it
 * answer at once, only a point in a cell that its boundary touches is held against its edges.
 */
export function createFenceGrid(): FenceGrid {
  const grid: Grid = { fences: new Map(), partedFences: 0, parts: [], ids: [], freeNumbers: [], layers: new Map() };
  return {
    get size() {
      return grid.fences.size;
    },
    set(id, shape) {
      removeFence(grid, id);
      const fence: Fence = { id, shape, numbers: [] };
      for (const piece of piecesOf(shape)) fence.numbers.push(addPart(grid, fence, piece));
      if (fence.numbers.length > 1) grid.partedFences++;
      grid.fences.set(id, fence);
    },
    remove: (id) => removeFence(grid, id),
    query(latitude, longitude) {
      const found: string[] = [];
      // What is no latitude has no row; comparisons with it would all be false, bit operations would make it row 0.
      if (!(Math.abs(latitude) <= 90)) return found;
      for (const layer of grid.layers.values()) collectOn(layer, { grid, found }, { latitude, longitude });
      return found.length > 1 && mayRepeat(grid) ? [...new Set(found)] : found;
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
    queryLine(from, to) {
      const along = new Set<Fence>();
      for (const layer of grid.layers.values()) {
        forEachOnLine(layer, { from, to }, (number) => {
          const part = grid.parts[number];
          if (part !== undefined) along.add(part.fence);
        });
      }
      return [...along].filter(({ shape }) => crossingOf(shape, from, to) !== null).map(({ id }) => id);
    },
  };
}

interface Grid {
  readonly fences: Map<string, Fence>;
  /** How many fences have more than one part. */
  partedFences: number;
  /** By number; undefined where the number was given back. */
  readonly parts: (Part | undefined)[];
  /** The fence of each part, apart from `parts` so that most hits fetch nothing else. */
  readonly ids: string[];
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

function addPart({ parts, ids, freeNumbers, layers }: Grid, fence: Fence, piece: Piece): number {
  const cellsPerUnit = cellsPerUnitFor(piece);
  const key = layerKey({ frame: piece.frame, cellsPerUnit });
  const layer = layers.get(key) ?? createLayer(piece.frame, cellsPerUnit);
  layers.set(key, layer);
  const number = freeNumbers.pop() ?? parts.length;
  parts[number] = { fence, piece, layer };
  ids[number] = fence.id;
  addPiece(layer, number, piece);
  return number;
}

function removeFence(grid: Grid, id: string): boolean {
  const numbers = grid.fences.get(id)?.numbers ?? [];
  for (const number of numbers) {
    const layer = grid.parts[number]?.layer;
    if (layer === undefined) continue;
    removePiece(layer, number);
    grid.parts[number] = undefined;
    grid.freeNumbers.push(number);
    if (layer.pieces.size === 0) grid.layers.delete(layerKey(layer));
  }
  if (numbers.length > 1) grid.partedFences--;
  return grid.fences.delete(id);
}

/** Whether one fence may be found twice: in two of its parts, or from both sides of where a layer is cut open. */
function mayRepeat({ partedFences, layers }: Grid): boolean {
  if (partedFences > 0) return true;
  for (const { west, east } of layers.values()) if (east - west >= 360) return true;
  return false;
}

interface Collection {
  readonly grid: Grid;
  readonly found: string[];
}

function collectOn(layer: Layer, { grid, found }: Collection, point: Point): void {
  const { cells, west, east } = layer;
  const perUnit = PARTS * layer.cellsPerUnit;
  for (const turn of TURNS) {
    const x = frameX(layer.frame, point.longitude) + turn;
    if (!(x >= west && x <= east)) continue;
    const column = Math.floor(x * perUnit);
    const row = Math.floor(point.latitude * perUnit);
    const part = PARTS * (row & (PARTS - 1)) + (column & (PARTS - 1));
    for (let at = cells.first(column >> 2, row >> 2); at !== END; at = cells.next(at)) {
      const mask = cells.maskAt(at);
      if (!isInnerPart(mask, part) && !isCrossedPart(mask, part)) continue;
      const number = cells.numberAt(at);
      const id = grid.ids[number] ?? '';
      if (isInnerPart(mask, part) || isIn(grid.parts[number]?.piece, x, point)) found.push(id);
    }
  }
}

function isIn(piece: Piece | undefined, x: number, point: Point): boolean {
  return piece !== undefined && isInPiece(piece, x, point);
}

function layerKey({ frame, cellsPerUnit }: Pick<Layer, 'frame' | 'cellsPerUnit'>): string {
  return `${frame} ${cellsPerUnit}`;
}
