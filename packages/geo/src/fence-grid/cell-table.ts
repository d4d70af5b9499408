import { wholeAt } from '../typed-read.ts';
import { createBlockTable } from './block-table.ts';
import { appendEntry, ENTRY_LENGTH, readList, removeEntry, type CellEntry, type EntryList } from './entry-list.ts';
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
  const pool = createIntPool();
  const blocks = createBlockTable(pool);
  // One list is reused for all answers: a query asks for one cell after another.
  const list: EntryList = { memory: new Int32Array(0), start: 0, end: 0 };
  return {
    add({ column, row }, entry) {
      const cell = blocks.claim(column, row);
      const directory = pool.chunk(cell);
      const old = wholeAt(directory, offsetIn(cell));
      directory[offsetIn(cell)] = appendEntry(pool, old, entry);
      if (old === 0) blocks.count(column, row, 1);
    },
    remove({ column, row }, number) {
      const cell = blocks.find(column, row);
      const directory = pool.chunk(cell);
      const old = cell === 0 ? 0 : wholeAt(directory, offsetIn(cell));
      if (old === 0) return;
      const left = removeEntry(pool, old, number);
      directory[offsetIn(cell)] = left;
      if (left === 0) blocks.count(column, row, -1);
    },
    entries(column, row) {
      const cell = blocks.find(column, row);
      if (cell === 0) return null;
      const at = wholeAt(pool.chunk(cell), offsetIn(cell));
      if (at === 0) return null;
      readList(pool, at, list);
      return list;
    },
  };
}
