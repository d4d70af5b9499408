import { wholeAt } from '../typed-read.ts';

/**
 * Entries by cell of an endless grid, in typed arrays: an open-addressing hash from cell to its first entry, further
 * ones in a linked list. Adding and looking up take constant time; removing costs the number of entries in the cell.
 */
export interface CellTable {
  /** Adds an entry to a cell. */
  add(cell: CellAddress, entry: CellEntry): void;
  /** Takes the entry with this number out of a cell, if there is one. */
  remove(cell: CellAddress, number: number): void;
  /** Stands at a cell's first entry, or at {@link END}. */
  first(column: number, row: number): number;
  /** Stands at the next entry, or at {@link END}. */
  next(cursor: number): number;
  numberAt(cursor: number): number;
  maskAt(cursor: number): number;
}

/** A cell; both are 32 bit whole numbers of either sign. */
export interface CellAddress {
  readonly column: number;
  readonly row: number;
}

/** What a cell lists: 32 bits to know it by and 32 to go with it. */
export interface CellEntry {
  readonly number: number;
  readonly mask: number;
}

/** Behind the last entry of a cell. */
export const END = -(2 ** 31);

// Places of an entry's parts. In a slot the cell stands before them.
const NUMBER = 0;
const MASK = 1;
const NEXT = 2;
const CELL_PARTS = 2;
const LINK_PARTS = 3;
const SLOT_PARTS = CELL_PARTS + LINK_PARTS;

/** Stands for `next` in a slot that was never used, and in one whose cell has become empty. */
const VACANT = END + 1;
const EMPTY = END + 2;

const FIRST_SLOTS = 64;
const FIRST_LINKS = 64;

/** A cursor is where an entry begins: in the slots from 0 upwards, in the links as complement, from -1 downwards. */
interface Storage {
  slots: Int32Array;
  usedSlots: number;
  links: Int32Array;
  usedLinks: number;
  /** First of the links given back, chained by `next`. */
  free: number;
}

/** A table without entries. */
export function createCellTable(): CellTable {
  const storage: Storage = {
    slots: vacantSlots(FIRST_SLOTS),
    usedSlots: 0,
    links: new Int32Array(LINK_PARTS * FIRST_LINKS),
    usedLinks: 0,
    free: END,
  };
  const part = (cursor: number, which: number) =>
    cursor >= 0 ? wholeAt(storage.slots, cursor + which) : wholeAt(storage.links, ~cursor + which);
  return {
    add: (cell, entry) => addEntry(storage, cell, entry),
    remove: (cell, number) => removeEntry(storage, cell, number),
    first(column, row) {
      const cursor = cursorOf(storage.slots, column, row);
      const next = wholeAt(storage.slots, cursor + NEXT);
      return next === VACANT || next === EMPTY ? END : cursor;
    },
    next: (cursor) => part(cursor, NEXT),
    numberAt: (cursor) => part(cursor, NUMBER),
    maskAt: (cursor) => part(cursor, MASK),
  };
}

function vacantSlots(count: number): Int32Array {
  const slots = new Int32Array(SLOT_PARTS * count);
  for (let slot = 0; slot < slots.length; slot += SLOT_PARTS) slots[slot + CELL_PARTS + NEXT] = VACANT;
  return slots;
}

/** Where the first entry of a cell is, or would be. The number of slots is a power of two; some are always vacant. */
function cursorOf(slots: Int32Array, column: number, row: number): number {
  const most = slots.length / SLOT_PARTS - 1;
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  for (let index = (hash ^ (hash >>> 13)) & most; ; index = (index + 1) & most) {
    const slot = SLOT_PARTS * index;
    const isThis = wholeAt(slots, slot) === column && wholeAt(slots, slot + 1) === row;
    if (isThis || wholeAt(slots, slot + CELL_PARTS + NEXT) === VACANT) return slot + CELL_PARTS;
  }
}

function addEntry(storage: Storage, { column, row }: CellAddress, { number, mask }: CellEntry): void {
  const cursor = claimSlot(storage, column, row);
  const { slots } = storage;
  const next = wholeAt(slots, cursor + NEXT);
  if (next === EMPTY) return slots.set([number, mask, END], cursor);
  const link = takeLink(storage);
  storage.links.set([number, mask, next], link);
  slots[cursor + NEXT] = ~link;
}

function claimSlot(storage: Storage, column: number, row: number): number {
  const cursor = cursorOf(storage.slots, column, row);
  if (wholeAt(storage.slots, cursor + NEXT) !== VACANT) return cursor;
  if (2 * (storage.usedSlots + 1) > storage.slots.length / SLOT_PARTS) {
    growSlots(storage);
    return claimSlot(storage, column, row);
  }
  storage.usedSlots++;
  storage.slots.set([column, row, 0, 0, EMPTY], cursor - CELL_PARTS);
  return cursor;
}

/** Moves to three to six times as many slots as there are cells with entries; the others are left behind. */
function growSlots(storage: Storage): void {
  const old = storage.slots;
  const isLiving = (slot: number) =>
    wholeAt(old, slot + CELL_PARTS + NEXT) !== VACANT && wholeAt(old, slot + CELL_PARTS + NEXT) !== EMPTY;
  storage.usedSlots = 0;
  for (let slot = 0; slot < old.length; slot += SLOT_PARTS) if (isLiving(slot)) storage.usedSlots++;
  let count = FIRST_SLOTS;
  while (count < 3 * storage.usedSlots) count *= 2;
  storage.slots = vacantSlots(count);
  for (let slot = 0; slot < old.length; slot += SLOT_PARTS) {
    if (!isLiving(slot)) continue;
    const cursor = cursorOf(storage.slots, wholeAt(old, slot), wholeAt(old, slot + 1));
    storage.slots.set(old.subarray(slot, slot + SLOT_PARTS), cursor - CELL_PARTS);
  }
}

function takeLink(storage: Storage): number {
  if (storage.free !== END) {
    const link = storage.free;
    storage.free = wholeAt(storage.links, link + NEXT);
    return link;
  }
  if (storage.usedLinks === storage.links.length) {
    const grown = new Int32Array(2 * storage.links.length);
    grown.set(storage.links);
    storage.links = grown;
  }
  storage.usedLinks += LINK_PARTS;
  return storage.usedLinks - LINK_PARTS;
}

function removeEntry(storage: Storage, { column, row }: CellAddress, number: number): void {
  const { slots, links } = storage;
  const cursor = cursorOf(slots, column, row);
  let next = wholeAt(slots, cursor + NEXT);
  if (next === VACANT || next === EMPTY) return;
  if (wholeAt(slots, cursor + NUMBER) === number) {
    if (next === END) slots[cursor + NEXT] = EMPTY;
    else {
      slots.set(links.subarray(~next, ~next + LINK_PARTS), cursor);
      giveBack(storage, ~next);
    }
    return;
  }
  let before: readonly [Int32Array, number] = [slots, cursor + NEXT];
  while (next !== END && wholeAt(links, ~next + NUMBER) !== number) {
    before = [links, ~next + NEXT];
    next = wholeAt(links, ~next + NEXT);
  }
  if (next === END) return;
  before[0][before[1]] = wholeAt(links, ~next + NEXT);
  giveBack(storage, ~next);
}

function giveBack(storage: Storage, link: number): void {
  storage.links[link + NEXT] = storage.free;
  storage.free = link;
}
