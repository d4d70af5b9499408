import type { ByteReader } from '../bytes/byte-reader.ts';
import { type Cell, cellsText } from '../cells.ts';
import { hexOf } from '../bytes/hex.ts';
import type { Attributes } from '../decoded.ts';

/** How wide the numbers of a cell are, bytes. */
export interface CellWidths {
  readonly area: 2 | 4;
  readonly cell: 3 | 4 | 8;
  /** The network code has two bytes, also where the country code does not say so. */
  readonly wideMnc?: boolean;
}

/** Cells of GSM and UMTS, as the first devices report them. */
export const NARROW: CellWidths = { area: 2, cell: 3 };
/** Cells of LTE, as 4G devices report them. */
export const WIDE: CellWidths = { area: 4, cell: 8 };

/** Country and network of a cell. */
interface Network {
  readonly mcc: number;
  readonly mnc: number;
}

/** The top bit of the country code says that the network code has two bytes instead of one. */
function readNetwork(reader: ByteReader, wideMnc = false): Network {
  const mcc = reader.u16('mcc');
  return { mcc: mcc & 0x7fff, mnc: wideMnc || mcc & 0x8000 ? reader.u16('mnc') : reader.u8('mnc') };
}

/** The attribute of the cell that serves the device. */
export function readServingCell(reader: ByteReader, widths: CellWidths): Attributes {
  const network = readNetwork(reader, widths.wideMnc);
  return attributeOf([{ ...network, ...readAreaAndCell(reader, widths) }]);
}

function readAreaAndCell(reader: ByteReader, { area, cell }: CellWidths): { area: number; cell: number } {
  return { area: area === 2 ? reader.u16('lac') : reader.u32('lac'), cell: readCellId(reader, cell) };
}

function readCellId(reader: ByteReader, width: CellWidths['cell']): number {
  if (width === 8) return Number(reader.u64('cell'));
  return width === 4 ? reader.u32('cell') : reader.u8('cell') * 0x10000 + reader.u16('cell');
}

/** The attribute of several cells of one network, each with the strength of its signal; empty entries are left out. */
export function readCells(reader: ByteReader, widths: CellWidths, count: number | 'stated'): Attributes {
  const network = readNetwork(reader, widths.wideMnc);
  const entries = count === 'stated' ? reader.u8('cells') : count;
  const cells: Cell[] = [];
  for (let at = 0; at < entries && reader.left() > widths.area + widths.cell; at += 1) {
    const cell = readAreaAndCell(reader, widths);
    const dbm = -reader.u8('signal');
    if (cell.area > 0) cells.push({ ...network, ...cell, dbm });
  }
  return attributeOf(cells);
}

/** The attribute of cells; none where there are none. */
export function attributeOf(cells: readonly Cell[]): Attributes {
  const text = cellsText(cells);
  return text === undefined ? {} : { cells: text };
}

/** The attribute of so many access points: six bytes of address and one of strength each; zeros are no address. */
export function readAccessPoints(reader: ByteReader, count: number, sign: 1 | -1): Attributes {
  const points: string[] = [];
  for (let at = 0; at < count && reader.left() >= 7; at += 1) {
    const mac = reader.take('mac', 6);
    const dbm = sign * reader.u8('signal');
    if (mac.some((byte) => byte !== 0)) points.push(`${hexOf(mac).replaceAll(/(..)(?!$)/gu, '$1-')},${dbm}`);
  }
  return points.length > 0 ? { wifi: points.join(';') } : {};
}
