import { wholeAt } from '../typed-read.ts';
import { offsetIn, type IntPool } from './int-pool.ts';

/** What a cell lists: 32 bits to know it by, and four words of 32 bits to go with it. */
export interface CellEntry {
  readonly number: number;
  readonly words: readonly [number, number, number, number];
}

/** Entries side by side: entry `i` has its number at `start + ENTRY_LENGTH * i` of `memory`, its words after that. */
export interface EntryList {
  memory: Int32Array;
  start: number;
  end: number;
}

/** How many numbers an entry takes. */
export const ENTRY_LENGTH = 5;

/** A list of entries begins with how many there are and how many there is room for. */
const COUNT = 0;
const ROOM = 1;
const HEAD_LENGTH = 2;

/** Adds an entry to the list at an address, or to a new one where that is 0; where the list is now. */
export function appendEntry(pool: IntPool, list: number, { number, words }: CellEntry): number {
  const at = list === 0 ? newList(pool, 1) : withRoom(pool, list);
  const memory = pool.chunk(at);
  const count = wholeAt(memory, offsetIn(at) + COUNT);
  const end = offsetIn(at) + lengthFor(count);
  memory[end] = number;
  memory.set(words, end + 1);
  memory[offsetIn(at) + COUNT] = count + 1;
  return at;
}

/** Takes the entry with a number out of a list, if there is one; where the list is now, 0 where nothing is left. */
export function removeEntry(pool: IntPool, list: number, number: number): number {
  const memory = pool.chunk(list);
  const offset = offsetIn(list);
  const count = wholeAt(memory, offset + COUNT);
  const last = offset + lengthFor(count - 1);
  let entry = offset + HEAD_LENGTH;
  while (entry <= last && wholeAt(memory, entry) !== number) entry += ENTRY_LENGTH;
  if (entry > last) return list;
  // The last entry takes the place of the one that goes.
  memory.copyWithin(entry, last, last + ENTRY_LENGTH);
  memory[offset + COUNT] = count - 1;
  if (count > 1) return list;
  pool.release(list, lengthFor(wholeAt(memory, offset + ROOM)));
  return 0;
}

/** Points `into` at the entries of the list at an address. */
export function readList(pool: IntPool, list: number, into: EntryList): void {
  const memory = pool.chunk(list);
  const offset = offsetIn(list);
  into.memory = memory;
  into.start = offset + HEAD_LENGTH;
  into.end = offset + lengthFor(wholeAt(memory, offset + COUNT));
}

function newList(pool: IntPool, room: number): number {
  const at = pool.allocate(lengthFor(room));
  pool.chunk(at)[offsetIn(at) + ROOM] = room;
  return at;
}

/** The list, or a larger one with the same entries where it is full. */
function withRoom(pool: IntPool, list: number): number {
  const memory = pool.chunk(list);
  const offset = offsetIn(list);
  const count = wholeAt(memory, offset + COUNT);
  const room = wholeAt(memory, offset + ROOM);
  if (count < room) return list;
  const larger = newList(pool, room + (room >> 1) + 1);
  const copy = pool.chunk(larger);
  copy[offsetIn(larger) + COUNT] = count;
  copy.set(memory.subarray(offset + HEAD_LENGTH, offset + lengthFor(count)), offsetIn(larger) + HEAD_LENGTH);
  pool.release(list, lengthFor(room));
  return larger;
}

function lengthFor(room: number): number {
  return HEAD_LENGTH + ENTRY_LENGTH * room;
}
