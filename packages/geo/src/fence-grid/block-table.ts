import { wholeAt } from '../typed-read.ts';
import type { FreeMask } from './free-square.ts';
import { offsetIn, type IntPool } from './int-pool.ts';

/** One number for each cell of an endless grid, 0 until it is written, kept in square blocks of cells. */
export interface BlockTable {
  /** The address of a cell's number in the pool, or 0 where its block was never claimed. */
  find(column: number, row: number): number;
  /** The address of a cell's number in the pool. */
  claim(column: number, row: number): number;
  /**
   * Says whether a cell that was claimed holds something; until it does, it does not.
   * @returns whether the block holds something where it did not, or no longer does.
   */
  note(column: number, row: number, isHeld: boolean): boolean;
  /** Notes which cells hold nothing, of the block of a cell; where it was never claimed, none do. */
  freeAround(column: number, row: number, into: FreeMask): void;
}

/** Cells of a block each way: 2 to the power of this. */
export const SIDE_BITS = 3;
/** Cells of a block each way. */
export const SIDE = 2 ** SIDE_BITS;
const SIDE_MASK = SIDE - 1;
/** The cells of a block, then a bit for each: whether it holds something. */
const HELD = SIDE * SIDE;
const BLOCK_LENGTH = HELD + 2;

const SLOT_LENGTH = 3;
const FIRST_SLOTS = 64;

/** A table that has claimed no block of the pool. */
export function createBlockTable(pool: IntPool): BlockTable {
  return new Blocks(pool);
}

class Blocks implements BlockTable {
  readonly #pool: IntPool;
  // An open-addressing hash from block to address; the number of slots is a power of two and some are always free.
  #slots = new Int32Array(SLOT_LENGTH * FIRST_SLOTS);
  #used = 0;

  constructor(pool: IntPool) {
    this.#pool = pool;
  }

  find(column: number, row: number): number {
    const block = this.#blockOf(column, row);
    return block === 0 ? 0 : block + SIDE * (row & SIDE_MASK) + (column & SIDE_MASK);
  }

  claim(column: number, row: number): number {
    const known = this.find(column, row);
    if (known !== 0) return known;
    if (2 * (this.#used + 1) > this.#slots.length / SLOT_LENGTH) this.#grow();
    const slots = this.#slots;
    const slot = slotOf(slots, column >> SIDE_BITS, row >> SIDE_BITS);
    slots[slot] = column >> SIDE_BITS;
    slots[slot + 1] = row >> SIDE_BITS;
    slots[slot + 2] = this.#pool.allocate(BLOCK_LENGTH);
    this.#used++;
    return this.find(column, row);
  }

  note(column: number, row: number, isHeld: boolean): boolean {
    const cell = SIDE * (row & SIDE_MASK) + (column & SIDE_MASK);
    const block = this.#blockOf(column, row);
    const memory = this.#pool.chunk(block);
    const own = offsetIn(block) + HELD + (cell >> 5);
    const other = offsetIn(block) + HELD + (1 - (cell >> 5));
    const bit = 1 << (cell & 31);
    const held = wholeAt(memory, own);
    memory[own] = isHeld ? held | bit : held & ~bit;
    return (held === 0 || wholeAt(memory, own) === 0) && wholeAt(memory, other) === 0;
  }

  freeAround(column: number, row: number, into: FreeMask): void {
    const block = this.#blockOf(column, row);
    const memory = this.#pool.chunk(block);
    const held = offsetIn(block) + HELD;
    into.low = block === 0 ? -1 : ~wholeAt(memory, held);
    into.high = block === 0 ? -1 : ~wholeAt(memory, held + 1);
  }

  #blockOf(column: number, row: number): number {
    const slots = this.#slots;
    return wholeAt(slots, slotOf(slots, column >> SIDE_BITS, row >> SIDE_BITS) + 2);
  }

  /** Moves to three to six times as many slots as there are blocks in use; the others are given back. */
  #grow(): void {
    const [old, pool] = [this.#slots, this.#pool];
    const living: number[] = [];
    for (let slot = 0; slot < old.length; slot += SLOT_LENGTH) {
      const block = wholeAt(old, slot + 2);
      if (block === 0) continue;
      const memory = pool.chunk(block);
      const held = offsetIn(block) + HELD;
      if (wholeAt(memory, held) !== 0 || wholeAt(memory, held + 1) !== 0) living.push(slot);
      else pool.release(block, BLOCK_LENGTH);
    }
    let count = FIRST_SLOTS;
    while (count < 3 * living.length) count *= 2;
    const slots = new Int32Array(SLOT_LENGTH * count);
    for (const slot of living) {
      slots.set(old.subarray(slot, slot + SLOT_LENGTH), slotOf(slots, wholeAt(old, slot), wholeAt(old, slot + 1)));
    }
    this.#slots = slots;
    this.#used = living.length;
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
