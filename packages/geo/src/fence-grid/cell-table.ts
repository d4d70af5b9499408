import { wholeAt } from '../typed-read.ts';

/**
 * Lists of whole numbers by cell of an endless grid, in typed arrays: an open-addressing hash from cell to the first
 * entry of a linked list. Adding and looking up take constant time; removing costs the length of one cell's list.
 */
export interface CellTable {
  /** Adds an entry to a cell; columns and rows are 32 bit whole numbers of either sign. */
  add(column: number, row: number, entry: number): void;
  /** Takes one equal entry out of a cell, if there is one. */
  remove(column: number, row: number, entry: number): void;
  /** Where a cell's list begins, for {@link entryAt} and {@link nextOf}; {@link END} where it is empty. */
  first(column: number, row: number): number;
  entryAt(link: number): number;
  /** The link after another, or {@link END}. */
  nextOf(link: number): number;
}

/** Stands behind the last link of a list. */
export const END = -1;

const FIRST_SLOTS = 64;
const FIRST_LINKS = 64;

interface Storage {
  /** column, row and first link of each slot; a slot never used has {@link VACANT} as link. */
  slots: Int32Array;
  usedSlots: number;
  /** entry and next link of each link; free ones are a list too. */
  links: Int32Array;
  free: number;
  usedLinks: number;
}

const VACANT = -2;

/** A table without cells. */
export function createCellTable(): CellTable {
  const storage: Storage = {
    slots: vacantSlots(FIRST_SLOTS),
    usedSlots: 0,
    links: new Int32Array(2 * FIRST_LINKS),
    free: END,
    usedLinks: 0,
  };
  const first = (column: number, row: number) => {
    const link = wholeAt(storage.slots, slotOf(storage.slots, column, row) + 2);
    return link === VACANT ? END : link;
  };
  return {
    add(column, row, entry) {
      const link = takeLink(storage);
      const slot = claimSlot(storage, column, row);
      storage.links[link] = entry;
      storage.links[link + 1] = wholeAt(storage.slots, slot + 2);
      storage.slots[slot + 2] = link;
    },
    remove(column, row, entry) {
      let previous = END;
      for (let link = first(column, row); link !== END; link = wholeAt(storage.links, link + 1)) {
        if (wholeAt(storage.links, link) === entry) {
          const next = wholeAt(storage.links, link + 1);
          if (previous === END) storage.slots[slotOf(storage.slots, column, row) + 2] = next;
          else storage.links[previous + 1] = next;
          storage.links[link + 1] = storage.free;
          storage.free = link;
          return;
        }
        previous = link;
      }
    },
    first,
    entryAt: (link) => wholeAt(storage.links, link),
    nextOf: (link) => wholeAt(storage.links, link + 1),
  };
}

function vacantSlots(count: number): Int32Array {
  const slots = new Int32Array(3 * count);
  for (let slot = 2; slot < slots.length; slot += 3) slots[slot] = VACANT;
  return slots;
}

/** Where the slot of a cell is, or the vacant one where it would be. Slots are a power of two and never all used. */
function slotOf(slots: Int32Array, column: number, row: number): number {
  const count = slots.length / 3;
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca77);
  hash ^= hash >>> 15;
  for (let index = hash & (count - 1); ; index = (index + 1) & (count - 1)) {
    const slot = 3 * index;
    if (wholeAt(slots, slot + 2) === VACANT) return slot;
    if (wholeAt(slots, slot) === column && wholeAt(slots, slot + 1) === row) return slot;
  }
}

function claimSlot(storage: Storage, column: number, row: number): number {
  const slot = slotOf(storage.slots, column, row);
  if (wholeAt(storage.slots, slot + 2) !== VACANT) return slot;
  if (2 * (storage.usedSlots + 1) > storage.slots.length / 3) {
    growSlots(storage);
    return claimSlot(storage, column, row);
  }
  storage.usedSlots++;
  storage.slots[slot] = column;
  storage.slots[slot + 1] = row;
  storage.slots[slot + 2] = END;
  return slot;
}

/** Moves to twice the slots that are needed; cells that became empty are left behind. */
function growSlots(storage: Storage): void {
  const old = storage.slots;
  let living = 0;
  for (let slot = 0; slot < old.length; slot += 3) if (wholeAt(old, slot + 2) >= 0) living++;
  let count = FIRST_SLOTS;
  while (count < 4 * (living + 1)) count *= 2;
  storage.slots = vacantSlots(count);
  storage.usedSlots = living;
  for (let slot = 0; slot < old.length; slot += 3) {
    if (wholeAt(old, slot + 2) < 0) continue;
    storage.slots.set(old.subarray(slot, slot + 3), slotOf(storage.slots, wholeAt(old, slot), wholeAt(old, slot + 1)));
  }
}

function takeLink(storage: Storage): number {
  if (storage.free !== END) {
    const link = storage.free;
    storage.free = wholeAt(storage.links, link + 1);
    return link;
  }
  if (storage.usedLinks === storage.links.length) {
    const grown = new Int32Array(2 * storage.links.length);
    grown.set(storage.links);
    storage.links = grown;
  }
  storage.usedLinks += 2;
  return storage.usedLinks - 2;
}
