import { coordinateAt, wholeAt } from '../typed-read.ts';
import { frameX } from '../shape/plane-polygon.ts';
import { DOUBTFUL, INSIDE, locateCoarsely } from './coarse-edges.ts';
import { ENTRY_LENGTH } from './entry-list.ts';
import type { Layer } from './layer.ts';
import { PART_BITS, PARTS } from './part-area.ts';
import {
  ADDRESS,
  BAND_COUNT,
  BANDS_PER_UNIT,
  COLUMNS_PER_UNIT,
  ROWS_PER_UNIT,
  SCALE_LENGTH,
  SOUTH,
  WEST,
  type PartStore,
} from './part-store.ts';
import { hasPart, wordOf } from './piece-cells.ts';
import { isInPiece } from './piece.ts';

/** A question about a point and the numbers of parts found so far; one is used again and again, so that asking makes no rubbish. */
export interface Inquiry<Id = unknown> {
  readonly store: PartStore<Id>;
  latitude: number;
  longitude: number;
  found: Int32Array;
  count: number;
}

/** An inquiry that has found nothing. */
export function createInquiry<Id>(store: PartStore<Id>): Inquiry<Id> {
  return { store, latitude: 0, longitude: 0, found: new Int32Array(64), count: 0 };
}

/** Finds all parts of a layer that the point is in. */
export function findOnLayer(layer: Layer, inquiry: Inquiry): void {
  const { west, east } = layer;
  const x = frameX(layer.frame, inquiry.longitude);
  if (x >= west && x <= east) findAt(layer, inquiry, x);
  if (x - 360 >= west) findAt(layer, inquiry, x - 360);
  if (x + 360 <= east) findAt(layer, inquiry, x + 360);
}

function findAt({ cells, cellsPerUnit }: Layer, inquiry: Inquiry, x: number): void {
  const partsPerUnit = cellsPerUnit * PARTS;
  const column = Math.floor(x * partsPerUnit);
  const row = Math.floor(inquiry.latitude * partsPerUnit);
  const list = cells.entries(column >> PART_BITS, row >> PART_BITS);
  if (list === null) return;
  const { memory, start, end } = list;
  const part = PARTS * (row & (PARTS - 1)) + (column & (PARTS - 1));
  const word = 1 + wordOf(part);
  for (let at = start; at < end; at += ENTRY_LENGTH) {
    const isInner = hasPart(wholeAt(memory, at + word), part);
    if (!isInner && !hasPart(wholeAt(memory, at + word + 2), part)) continue;
    const number = wholeAt(memory, at);
    if (isInner || isIn(inquiry, number, x)) noteFound(inquiry, number);
  }
}

/** Takes a part among those that were found. */
export function noteFound(inquiry: Inquiry, number: number): void {
  if (inquiry.count === inquiry.found.length) {
    const larger = new Int32Array(2 * inquiry.count);
    larger.set(inquiry.found);
    inquiry.found = larger;
  }
  inquiry.found[inquiry.count] = number;
  inquiry.count++;
}

/** Whether a point is in a part by its edges, or by its distance. */
function isIn({ store, latitude, longitude }: Inquiry, number: number, x: number): boolean {
  const { scales, pool, parts } = store;
  const at = SCALE_LENGTH * number;
  const address = coordinateAt(scales, at + ADDRESS);
  if (address !== 0) {
    const up = latitude - coordinateAt(scales, at + SOUTH);
    // As `bandOf` computes it.
    const band = Math.floor(up * coordinateAt(scales, at + BANDS_PER_UNIT));
    if (band < 0 || band >= coordinateAt(scales, at + BAND_COUNT)) return false;
    const column = (x - coordinateAt(scales, at + WEST)) * coordinateAt(scales, at + COLUMNS_PER_UNIT);
    const row = up * coordinateAt(scales, at + ROWS_PER_UNIT);
    const told = locateCoarsely(pool, address, { column, row, band });
    if (told !== DOUBTFUL) return told === INSIDE;
  }
  const piece = parts[number]?.piece;
  return piece !== undefined && isInPiece(piece, x, { latitude, longitude });
}
