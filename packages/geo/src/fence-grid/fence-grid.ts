import { wholeAt } from '../typed-read.ts';
import { contains } from '../shape/contains.ts';
import { crossingOf } from '../shape/crossing.ts';
import type { Box } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
import type { Shape } from '../shape/shape.ts';
import { signedDistanceMeters } from '../shape/signed-distance.ts';
import { createInquiry, findOnLayer, type Inquiry } from './at-point.ts';
import { clearOnLayer, clearWholly, isInBox, type OpenBox } from './clearing.ts';
import { addPiece, cellsPerUnitFor, createLayer, removePiece, type Layer } from './layer.ts';
import { forEachNear } from './near.ts';
import { forEachOnLine } from './on-line.ts';
import { createPartStore, type Fence, type PartStore } from './part-store.ts';
import { piecesOf, type Piece } from './piece.ts';

/**
 * Many shapes, and quick answers to which of them a point is in; the cost hardly depends on how many there are. Each has an
 * id: text, or whatever else stands for it and comes back from a query without being looked up.
 */
export interface FenceGrid<Id = string> {
  /** How many shapes there are. */
  readonly size: number;
  /** Adds a shape, or puts another in the place of the one with this id; seen by the next query. */
  set(id: Id, shape: Shape): void;
  /** Takes a shape out; whether there was one. */
  remove(id: Id): boolean;
  /** The ids of all shapes that contain the point, each once, in no particular order; exactly as `contains` says. */
  query(latitude: number, longitude: number): Id[];
  /**
   * A box around a point all places of which are in the very shapes that the point is in, as large as is plain at a glance;
   * null where a boundary may be near.
   */
  clearing(latitude: number, longitude: number): Clearing<Id> | null;
  /** The ids of all shapes whose signed distance from the point is at most `meters`, each once, in no particular order. */
  queryNear(point: Point, meters: number): Id[];
  /**
   * The ids of all shapes that the straight line between two points meets, each once, in no particular order; exactly as
   * `crossingOf` says. Looks only at what lies along the line.
   */
  queryLine(from: Point, to: Point): Id[];
}

/** A box, by longitudes and latitudes, and the ids of the shapes that contain all of it, each once. */
export interface Clearing<Id> extends Box {
  readonly ids: readonly Id[];
}

/**
 * An empty grid. Every polygon, circle and corridor is listed in the cells of a layer that suits its size: parts of cells
 * wholly inside it answer at once, only a point in a part that its boundary touches is held against its edges.
 */
export function createFenceGrid<Id = string>(): FenceGrid<Id> {
  const grid: Grid<Id> = { fences: new Map(), polar: new Set(), partedFences: 0, store: createPartStore(), layers: [] };
  const inquiry = createInquiry(grid.store);
  const clearing: OpenBox = { west: 0, east: 0, south: 0, north: 0 };
  return {
    get size() {
      return grid.fences.size;
    },
    set(id, shape) {
      removeFence(grid, id);
      const fence: Fence<Id> = { id, shape, numbers: [] };
      for (const piece of piecesOf(shape)) addPart(grid, fence, piece);
      if (fence.numbers.length > 1) grid.partedFences++;
      grid.fences.set(id, fence);
    },
    remove: (id) => removeFence(grid, id),
    query(latitude, longitude) {
      // What is no place has no cell; comparisons with it would all be false, bit operations would make it cell 0.
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= MOST_LONGITUDE)) return [];
      inquiry.latitude = latitude;
      inquiry.longitude = longitude;
      inquiry.count = 0;
      // A pole is in no cell of its own: it lies on every meridian.
      if (Math.abs(latitude) === 90) return polarFencesAt(grid, { latitude, longitude }).map(({ id }) => id);
      for (const layer of grid.layers) findOnLayer(layer, inquiry);
      return idsOnce(grid, inquiry);
    },
    clearing(latitude, longitude) {
      clearWholly(clearing);
      if (!isInBox(clearing, { latitude, longitude })) return null;
      inquiry.latitude = latitude;
      inquiry.longitude = longitude;
      inquiry.count = 0;
      for (const layer of grid.layers) if (!clearOnLayer(layer, inquiry, clearing)) return null;
      if (!isInBox(clearing, { latitude, longitude })) return null;
      return { ...clearing, ids: idsOnce(grid, inquiry) };
    },
    queryNear(point, meters) {
      const near = fencesOn(grid, (layer, visit) => {
        forEachNear(layer, { center: point, radiusMeters: Math.max(meters, 0) }, visit);
      });
      return near.filter(({ shape }) => signedDistanceMeters(shape, point) <= meters).map(({ id }) => id);
    },
    queryLine(from, to) {
      const along = fencesOn(grid, (layer, visit) => forEachOnLine(layer, { from, to }, visit));
      const ends = [from, to].flatMap((end) => polarFencesAt(grid, end));
      return [...new Set([...along, ...ends])]
        .filter(({ shape }) => crossingOf(shape, from, to) !== null)
        .map(({ id }) => id);
    },
  };
}

/** A longitude beyond this is no place; up to it, one or another turn of the plane has it. */
const MOST_LONGITUDE = 540;

interface Grid<Id> {
  readonly fences: Map<Id, Fence<Id>>;
  /** The fences that reach a pole. */
  readonly polar: Set<Fence<Id>>;
  /** How many fences have more than one part. */
  partedFences: number;
  readonly store: PartStore<Id>;
  readonly layers: Layer[];
}

function addPart<Id>(grid: Grid<Id>, fence: Fence<Id>, piece: Piece): void {
  const { store, layers } = grid;
  const cellsPerUnit = cellsPerUnitFor(piece);
  let layer = layers.find((known) => known.frame === piece.frame && known.cellsPerUnit === cellsPerUnit);
  if (layer === undefined) {
    layer = createLayer(piece.frame, cellsPerUnit);
    layers.push(layer);
  }
  const number = store.add({ fence, piece, layer });
  fence.numbers.push(number);
  addPiece(layer, number, piece);
  if (piece.box.north >= 90 || piece.box.south <= -90) grid.polar.add(fence);
}

function removeFence<Id>(grid: Grid<Id>, id: Id): boolean {
  const fence = grid.fences.get(id);
  const numbers = fence?.numbers ?? [];
  for (const number of numbers) {
    const layer = grid.store.parts[number]?.layer;
    if (layer === undefined) continue;
    removePiece(layer, number);
    grid.store.remove(number);
    if (layer.pieces.size === 0) grid.layers.splice(grid.layers.indexOf(layer), 1);
  }
  if (numbers.length > 1) grid.partedFences--;
  if (fence !== undefined) grid.polar.delete(fence);
  return grid.fences.delete(id);
}

/** Whether one fence may be found twice: in two of its parts, or from both sides of where a layer is cut open. */
function mayRepeat({ partedFences, layers }: Grid<unknown>): boolean {
  return partedFences > 0 || layers.some(({ west, east }) => east - west >= 360);
}

/** The fences that contain a point that is a pole; none for other points. */
function polarFencesAt<Id>({ polar }: Grid<Id>, point: Point): Fence<Id>[] {
  return Math.abs(point.latitude) === 90 ? [...polar].filter(({ shape }) => contains(shape, point)) : [];
}

function idsOnce<Id>(grid: Grid<Id>, inquiry: Inquiry<Id>): Id[] {
  const ids = idsOf(inquiry);
  return ids.length > 1 && mayRepeat(grid) ? [...new Set(ids)] : ids;
}

function idsOf<Id>({ store, found, count }: Inquiry<Id>): Id[] {
  if (count === 0) return [];
  // An array made with its first element takes less than one that is pushed to. What was found is there.
  const ids = [store.ids[wholeAt(found, 0)] as Id];
  for (let at = 1; at < count; at++) ids.push(store.ids[wholeAt(found, at)] as Id);
  return ids;
}

/** The fences, each once, of all parts whose numbers a search visits on some layer. */
function fencesOn<Id>(
  { store, layers }: Grid<Id>,
  search: (layer: Layer, visit: (number: number) => void) => void,
): Fence<Id>[] {
  const found = new Set<Fence<Id>>();
  for (const layer of layers) {
    search(layer, (number) => {
      const part = store.parts[number];
      if (part !== undefined) found.add(part.fence);
    });
  }
  return [...found];
}
