import type { EdgeBands } from '../shape/edge-bands.ts';
import type { Shape } from '../shape/shape.ts';
import { writeCoarseEdges, type CoarseEdges } from './coarse-edges.ts';
import { createIntPool, type IntPool } from './int-pool.ts';
import type { Layer } from './layer.ts';
import type { Piece } from './piece.ts';

/** A shape under its id, and the numbers of its parts. */
export interface Fence<Id> {
  readonly id: Id;
  readonly shape: Shape;
  readonly numbers: number[];
}

/** A piece of a fence on a layer. */
export interface Part<Id> {
  readonly fence: Fence<Id>;
  readonly piece: Piece;
  readonly layer: Layer;
}

/**
 * Parts by number. What a query reads of them stands apart in compact arrays: with many fences it is fetching memory
 * that costs, and most hits need nothing but the id.
 */
export interface PartStore<Id> {
  /** Undefined where the number was given back. */
  readonly parts: readonly (Part<Id> | undefined)[];
  /** The id of each part's fence; undefined where the number was given back. */
  readonly ids: readonly (Id | undefined)[];
  /** What testing a polygon's coarse edges begins with, {@link SCALE_LENGTH} numbers each; see the places below. */
  readonly scales: Float64Array;
  /** The coarse edges. */
  readonly pool: IntPool;
  /** Keeps a part; its number. */
  add(part: Part<Id>): number;
  /** Gives a number back. */
  remove(number: number): void;
}

/** Places in a part's scales: address in the pool, 0 where there are no coarse edges. */
export const ADDRESS = 0;
/** Places in a part's scales: the western and southern end of the polygon. */
export const WEST = 1;
export const SOUTH = 2;
/** Places in a part's scales: steps of the raster, and bands, to a degree. */
export const COLUMNS_PER_UNIT = 3;
export const ROWS_PER_UNIT = 4;
export const BANDS_PER_UNIT = 5;
/** Places in a part's scales: how many bands there are. */
export const BAND_COUNT = 6;
/** Eight, so that a part's scales are in one line of a processor's cache. */
export const SCALE_LENGTH = 8;

/** A store without parts. */
export function createPartStore<Id>(): PartStore<Id> {
  const parts: (Part<Id> | undefined)[] = [];
  const ids: (Id | undefined)[] = [];
  const lengths: number[] = [];
  const free: number[] = [];
  const pool = createIntPool();
  let scales = new Float64Array(16 * SCALE_LENGTH);
  return {
    parts,
    ids,
    pool,
    get scales() {
      return scales;
    },
    add(part) {
      const number = free.pop() ?? parts.length;
      if (SCALE_LENGTH * number >= scales.length) {
        const larger = new Float64Array(2 * scales.length);
        larger.set(scales);
        scales = larger;
      }
      parts[number] = part;
      ids[number] = part.fence.id;
      lengths[number] = 0;
      scales.fill(0, SCALE_LENGTH * number, SCALE_LENGTH * (number + 1));
      if (part.piece.kind === 'polygon') {
        const coarse = writeCoarseEdges(pool, part.piece.bands);
        lengths[number] = coarse.length;
        scales.set(scalesOf(part.piece.bands, coarse), SCALE_LENGTH * number);
      }
      return number;
    },
    remove(number) {
      const address = scales[SCALE_LENGTH * number + ADDRESS] ?? 0;
      if (address !== 0) pool.release(address, lengths[number] ?? 0);
      parts[number] = undefined;
      ids[number] = undefined;
      free.push(number);
    },
  };
}

/** In the order of the places above. */
function scalesOf(bands: EdgeBands, { address, columnsPerUnit, rowsPerUnit }: CoarseEdges): number[] {
  return [address, bands.west, bands.south, columnsPerUnit, rowsPerUnit, bands.bandsPerUnit, bands.bandCount];
}
