import { wholeAt } from '../typed-read.ts';
import { createBlockTable, SIDE, SIDE_BITS } from './block-table.ts';
import { appendEntry, ENTRY_LENGTH, readList, removeEntry, type CellEntry, type EntryList } from './entry-list.ts';
import type { FreeMask } from './free-square.ts';
import { createIntPool, offsetIn } from './int-pool.ts';

/**
 * Entries by cell of an endless grid, in typed arrays. Cells are kept in square blocks, blocks in a hash; a cell has its
 * entries side by side, so that reading them all costs little more than reading one. Adding, and removing in proportion
 * to the entries of the cell, move nothing else.
 */
export interface CellTable {
  /** Adds an entry to a cell. */
  add(cell: CellAddress, entry: CellEntry): void;
  /** Takes the entry with this number out of a cell, if there is one. */
  remove(cell: CellAddress, number: number): void;
  /** The entries of a cell, or null where it has none; valid until the next change. */
  entries(column: number, row: number): EntryList | null;
  /**
   * Notes which squares around an empty cell are empty, of eight by eight that begin at a multiple of eight of them.
   * @returns how many cells wide a square is: 1, or 8 where all squares would be empty.
   */
  emptyAround(cell: CellAddress, into: FreeMask): number;
}

/** A cell; both are 32 bit whole numbers of either sign. */
export interface CellAddress {
  readonly column: number;
  readonly row: number;
}

/** Calls `visit` with the number of every entry of a list. */
export function forEachEntry(list: EntryList | null, visit: (number: number) => void): void {
  if (list === null) return;
  const { memory, start, end } = list;
  for (let at = start; at < end; at += ENTRY_LENGTH) visit(wholeAt(memory, at));
}

/** A table without entries. */
export function createCellTable(): CellTable {
  return new Cells();
}

class Cells implements CellTable {
  readonly #pool = createIntPool();
  readonly #blocks = createBlockTable(this.#pool);
  /** Which blocks hold anything, in blocks of blocks. */
  readonly #regions = createBlockTable(this.#pool);
  /** One list is reused for all answers: a query asks for one cell after another. */
  readonly #list: EntryList = { memory: new Int32Array(0), start: 0, end: 0 };

  add({ column, row }: CellAddress, entry: CellEntry): void {
    const cell = this.#blocks.claim(column, row);
    const directory = this.#pool.chunk(cell);
    const old = wholeAt(directory, offsetIn(cell));
    directory[offsetIn(cell)] = appendEntry(this.#pool, old, entry);
    if (old === 0) this.#note(column, row, true);
  }

  remove({ column, row }: CellAddress, number: number): void {
    const cell = this.#blocks.find(column, row);
    const directory = this.#pool.chunk(cell);
    const old = cell === 0 ? 0 : wholeAt(directory, offsetIn(cell));
    if (old === 0) return;
    const left = removeEntry(this.#pool, old, number);
    directory[offsetIn(cell)] = left;
    if (left === 0) this.#note(column, row, false);
  }

  entries(column: number, row: number): EntryList | null {
    const cell = this.#blocks.find(column, row);
    if (cell === 0) return null;
    const at = wholeAt(this.#pool.chunk(cell), offsetIn(cell));
    if (at === 0) return null;
    readList(this.#pool, at, this.#list);
    return this.#list;
  }

  emptyAround({ column, row }: CellAddress, into: FreeMask): number {
    this.#blocks.freeAround(column, row, into);
    if (into.low !== -1 || into.high !== -1) return 1;
    this.#regions.freeAround(column >> SIDE_BITS, row >> SIDE_BITS, into);
    return SIDE;
  }

  #note(column: number, row: number, isHeld: boolean): void {
    if (!this.#blocks.note(column, row, isHeld)) return;
    this.#regions.claim(column >> SIDE_BITS, row >> SIDE_BITS);
    this.#regions.note(column >> SIDE_BITS, row >> SIDE_BITS, isHeld);
  }
}
