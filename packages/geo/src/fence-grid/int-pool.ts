/**
 * Whole numbers handed out in stretches, in chunks that never move: growing costs one more chunk and copies nothing,
 * so that no single edit takes long, however much there is.
 */
export interface IntPool {
  /** The address of so many numbers, all 0; never 0 itself. */
  allocate(length: number): number;
  /** Takes a stretch back that was handed out with this length. */
  release(address: number, length: number): void;
  /** The chunk that an address lies in; the stretch begins there at {@link offsetIn}. */
  chunk(address: number): Int32Array;
}

const OFFSET_BITS = 18;
const CHUNK_LENGTH = 2 ** OFFSET_BITS;
const OFFSET_MASK = CHUNK_LENGTH - 1;
const NOWHERE = new Int32Array(0);

/** Where in its chunk an address points to. */
export function offsetIn(address: number): number {
  return address & OFFSET_MASK;
}

/** A pool that has handed out nothing. */
export function createIntPool(): IntPool {
  const chunks: Int32Array[] = [];
  const released = new Map<number, number[]>();
  // Address 0 stands for nothing.
  let next = { chunk: 0, offset: 1 };
  return {
    allocate(wanted) {
      const length = roomFor(wanted);
      const known = released.get(length)?.pop();
      if (known !== undefined) return known;
      if (chunks.length === 0 || next.offset + length > CHUNK_LENGTH) {
        const isFirst = chunks.length === 0;
        // What is longer than a chunk has one of its own; only where it begins must be within the offset's bits.
        chunks.push(new Int32Array(Math.max(CHUNK_LENGTH, length + 1)));
        next = { chunk: chunks.length - 1, offset: isFirst ? 1 : 0 };
      }
      const address = next.chunk * CHUNK_LENGTH + next.offset;
      next.offset += length;
      return address;
    },
    release(address, wanted) {
      const length = roomFor(wanted);
      const offset = offsetIn(address);
      chunks[address >>> OFFSET_BITS]?.fill(0, offset, offset + length);
      const list = released.get(length);
      if (list === undefined) released.set(length, [address]);
      else list.push(address);
    },
    chunk: (address) => chunks[address >>> OFFSET_BITS] ?? NOWHERE,
  };
}

const LARGEST_EXACT = 16;

/** Lengths are rounded up by a quarter at most, so that a stretch given back suits others of about its length. */
function roomFor(length: number): number {
  if (length <= LARGEST_EXACT) return length;
  const step = 2 ** (29 - Math.clz32(length));
  return Math.ceil(length / step) * step;
}
