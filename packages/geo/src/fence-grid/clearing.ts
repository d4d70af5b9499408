import { wholeAt } from '../typed-read.ts';
import { frameX, TURNS, type Box } from '../shape/plane-polygon.ts';
import type { Point } from '../shape/point.ts';
import { noteFound, type Inquiry } from './at-point.ts';
import { ENTRY_LENGTH, type EntryList } from './entry-list.ts';
import { growFree, type FreeMask, type SquareRange } from './free-square.ts';
import type { Layer } from './layer.ts';
import { PART_BITS, PARTS } from './part-area.ts';
import { hasPart, wordOf } from './piece-cells.ts';

/** A box that layer after layer makes smaller. */
export type OpenBox = { -readonly [Side in keyof Box]: Box[Side] };

/** In degrees a tenth of a millimetre: far above any rounding of longitudes. */
const HAIR = 1e-9;

/** Makes a box hold all places but the poles and the antimeridian, which have more than one x. */
export function clearWholly(clearing: OpenBox): void {
  clearing.west = -180 + HAIR;
  clearing.east = 180 - HAIR;
  clearing.south = -90 + HAIR;
  clearing.north = 90 - HAIR;
}

/**
 * Makes a box around a point so small that all its places are in the same pieces of a layer, and finds these.
 * @returns whether that is possible; it is not where a boundary may be near.
 */
export function clearOnLayer(layer: Layer, inquiry: Inquiry, clearing: OpenBox): boolean {
  const { longitude } = inquiry;
  const { frame, west, east } = layer;
  const home = frameX(frame, longitude);
  // The frame of the antimeridian is cut open at Greenwich.
  if (frame === 'antimeridian') narrowSides(clearing, longitude > 0 ? 0 : -180, longitude > 0 ? 180 : 0);
  for (const turn of TURNS) {
    const x = home + turn;
    const shift = Math.round(longitude - x);
    if (x < west) narrowSides(clearing, -180, west + shift);
    else if (x > east) narrowSides(clearing, east + shift, 180);
    else if (!clearAround(layer, inquiry, { x, shift, clearing })) return false;
  }
  return true;
}

/** Whether a point lies in a box, by its longitude as it is; what is no place does not. */
export function isInBox({ west, east, south, north }: Box, { longitude, latitude }: Point): boolean {
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}

function narrowSides(clearing: OpenBox, west: number, east: number): void {
  if (west + HAIR > clearing.west) clearing.west = west + HAIR;
  if (east - HAIR < clearing.east) clearing.east = east - HAIR;
}

// One of each is used for all answers, so that asking makes no rubbish.
const mask: FreeMask = { low: 0, high: 0 };
const range: SquareRange = { west: 0, east: 0, south: 0, north: 0 };

/** @param shift what is added to an x for its longitude. */
function clearAround(
  { cells, cellsPerUnit }: Layer,
  inquiry: Inquiry,
  { x, shift, clearing }: { readonly x: number; readonly shift: number; readonly clearing: OpenBox },
): boolean {
  const partsPerUnit = cellsPerUnit * PARTS;
  const column = Math.floor(x * partsPerUnit);
  const row = Math.floor(inquiry.latitude * partsPerUnit);
  const cell = { column: column >> PART_BITS, row: row >> PART_BITS };
  const list = cells.entries(cell.column, cell.row);
  if (list === null) {
    // Of an empty cell its neighbours tell, as parts do of one another.
    const width = cells.emptyAround(cell, mask);
    narrowTo(
      { column: Math.floor(cell.column / width), row: Math.floor(cell.row / width), shift },
      cellsPerUnit / width,
      clearing,
    );
    return true;
  }
  if (!arePartsAlike(list, PARTS * (row & (PARTS - 1)) + (column & (PARTS - 1)), inquiry)) return false;
  narrowTo({ column, row, shift }, partsPerUnit, clearing);
  return true;
}

/** Notes the parts of a cell that lie in the same pieces as one of them, and these; false where a boundary is in that one. */
function arePartsAlike({ memory, start, end }: EntryList, part: number, inquiry: Inquiry): boolean {
  mask.low = -1;
  mask.high = -1;
  const word = 1 + wordOf(part);
  for (let at = start; at < end; at += ENTRY_LENGTH) {
    if (hasPart(wholeAt(memory, at + word + 2), part)) return false;
    const inLow = wholeAt(memory, at + 1);
    const inHigh = wholeAt(memory, at + 2);
    if (hasPart(wholeAt(memory, at + word), part)) {
      mask.low &= inLow;
      mask.high &= inHigh;
      noteFound(inquiry, wholeAt(memory, at));
    } else {
      mask.low &= ~(inLow | wholeAt(memory, at + 3));
      mask.high &= ~(inHigh | wholeAt(memory, at + 4));
    }
  }
  return true;
}

/** Narrows to the free squares around one. */
function narrowTo(
  { column, row, shift }: { readonly column: number; readonly row: number; readonly shift: number },
  perUnit: number,
  clearing: OpenBox,
): void {
  const west = column & ~(PARTS - 1);
  const south = row & ~(PARTS - 1);
  range.west = column - west;
  range.east = column - west;
  range.south = row - south;
  range.north = row - south;
  growFree(mask, range);
  // What begins at a place holds that place; where an x is the longitude itself nothing is rounded.
  clearing.west = Math.max(clearing.west, (west + range.west) / perUnit + (shift === 0 ? 0 : shift + HAIR));
  clearing.east = Math.min(clearing.east, (west + range.east + 1) / perUnit + shift - HAIR);
  clearing.south = Math.max(clearing.south, (south + range.south) / perUnit);
  clearing.north = Math.min(clearing.north, (south + range.north + 1) / perUnit - HAIR);
}
