import { coordinateAt, wholeAt } from '../typed-read.ts';
import { frameX } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
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

/** A question about a point, and the ids found so far. */
export interface Collection {
  readonly store: PartStore;
  readonly point: Point;
  readonly found: string[];
}

/** Adds the ids of all parts of a layer that a point is in. */
export function collectAtPoint(layer: Layer, collection: Collection): void {
  const { west, east } = layer;
  const x = frameX(layer.frame, collection.point.longitude);
  if (x >= west && x <= east) collectAt(layer, collection, x);
  if (x - 360 >= west) collectAt(layer, collection, x - 360);
  if (x + 360 <= east) collectAt(layer, collection, x + 360);
}

function collectAt({ cells, cellsPerUnit }: Layer, collection: Collection, x: number): void {
  const { store, point, found } = collection;
  const partsPerUnit = cellsPerUnit * PARTS;
  const column = Math.floor(x * partsPerUnit);
  const row = Math.floor(point.latitude * partsPerUnit);
  const list = cells.entries(column >> PART_BITS, row >> PART_BITS);
  if (list === null) return;
  const { memory, start, end } = list;
  const part = PARTS * (row & (PARTS - 1)) + (column & (PARTS - 1));
  const word = 1 + wordOf(part);
  for (let at = start; at < end; at += ENTRY_LENGTH) {
    const isInner = hasPart(wholeAt(memory, at + word), part);
    if (!isInner && !hasPart(wholeAt(memory, at + word + 2), part)) continue;
    const number = wholeAt(memory, at);
    if (isInner || isIn(store, number, { x, point })) found.push(store.ids[number] ?? '');
  }
}

/** Whether a point is in a part by its edges, or by its distance. */
function isIn(store: PartStore, number: number, { x, point }: { readonly x: number; readonly point: Point }): boolean {
  const { scales, pool, parts } = store;
  const at = SCALE_LENGTH * number;
  const address = coordinateAt(scales, at + ADDRESS);
  if (address !== 0) {
    const up = point.latitude - coordinateAt(scales, at + SOUTH);
    // As `bandOf` computes it.
    const band = Math.floor(up * coordinateAt(scales, at + BANDS_PER_UNIT));
    if (band < 0 || band >= coordinateAt(scales, at + BAND_COUNT)) return false;
    const column = (x - coordinateAt(scales, at + WEST)) * coordinateAt(scales, at + COLUMNS_PER_UNIT);
    const row = up * coordinateAt(scales, at + ROWS_PER_UNIT);
    const told = locateCoarsely(pool, address, { column, row, band });
    if (told !== DOUBTFUL) return told === INSIDE;
  }
  const piece = parts[number]?.piece;
  return piece !== undefined && isInPiece(piece, x, point);
}
