import { wholeAt } from '../typed-read.ts';
import { offsetIn, type IntPool } from './int-pool.ts';

/** One number for each cell of an endless grid, 0 until it is written, kept in square blocks of cells. */
export interface BlockTable {
  /** The address of a cell's number in the pool, or 0 where its block was never claimed. */
  find(column: number, row: number): number;
  /** The address of a cell's number in the pool. */
  claim(column: number, row: number): number;
  /** Says that so many cells more of the block hold something. */
  count(column: number, row: number, more: number): void;
}

const SIDE_BITS = 3;
const SIDE = 2 ** SIDE_BITS;
const SIDE_MASK = SIDE - 1;
/** The cells of a block, and how many of them hold something. */
const BLOCK_LENGTH = SIDE * SIDE + 1;

const SLOT_LENGTH = 3;
const FIRST_SLOTS = 64;

/** A table that has claimed no block of the pool. */
export function createBlockTable(pool: IntPool): BlockTable {
  // An open-addressing hash from block to address; the number of slots is a power of two and some are always free.
  let slots = new Int32Array(SLOT_LENGTH * FIRST_SLOTS);
  let used = 0;
  const blockOf = (column: number, row: number) =>
    wholeAt(slots, slotOf(slots, column >> SIDE_BITS, row >> SIDE_BITS) + 2);
  const find = (column: number, row: number) => {
    const block = blockOf(column, row);
    return block === 0 ? 0 : block + SIDE * (row & SIDE_MASK) + (column & SIDE_MASK);
  };
  return {
    find,
    claim(column, row) {
      const known = find(column, row);
      if (known !== 0) return known;
      if (2 * (used + 1) > slots.length / SLOT_LENGTH) grow();
      const slot = slotOf(slots, column >> SIDE_BITS, row >> SIDE_BITS);
      slots[slot] = column >> SIDE_BITS;
      slots[slot + 1] = row >> SIDE_BITS;
      slots[slot + 2] = pool.allocate(BLOCK_LENGTH);
      used++;
      return find(column, row);
    },
    count(column, row, more) {
      const at = blockOf(column, row) + BLOCK_LENGTH - 1;
      const chunk = pool.chunk(at);
      chunk[offsetIn(at)] = wholeAt(chunk, offsetIn(at)) + more;
    },
  };

  /** Moves to three to six times as many slots as there are blocks in use; the others are given back. */
  function grow(): void {
    const old = slots;
    const living: number[] = [];
    for (let slot = 0; slot < old.length; slot += SLOT_LENGTH) {
      const block = wholeAt(old, slot + 2);
      if (block === 0) continue;
      const counted = block + BLOCK_LENGTH - 1;
      if (wholeAt(pool.chunk(counted), offsetIn(counted)) > 0) living.push(slot);
      else pool.release(block, BLOCK_LENGTH);
    }
    used = living.length;
    let count = FIRST_SLOTS;
    while (count < 3 * used) count *= 2;
    slots = new Int32Array(SLOT_LENGTH * count);
    for (const slot of living) {
      slots.set(old.subarray(slot, slot + SLOT_LENGTH), slotOf(slots, wholeAt(old, slot), wholeAt(old, slot + 1)));
    }
  }
}

/** Where the slot of a block is, or would be. */
function slotOf(slots: Int32Array, column: number, row: number): number {
  const most = slots.length / SLOT_LENGTH - 1;
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  for (let index = (hash ^ (hash >>> 13)) & most; ; index = (index + 1) & most) {
    const slot = SLOT_LENGTH * index;
    const isThis = wholeAt(slots, slot) === column && wholeAt(slots, slot + 1) === row;
    if (isThis || wholeAt(slots, slot + 2) === 0) return slot;
  }
}
