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
/** The first chunk is small and each next twice as long: an installation keeps a pool or two for each of its tenants. */
const FIRST_CHUNK_LENGTH = 2 ** 9;
const NOWHERE = new Int32Array(0);

/** Where in its chunk an address points to. */
export function offsetIn(address: number): number {
  return address & OFFSET_MASK;
}

/** A pool that has handed out nothing. */
export function createIntPool(): IntPool {
  return new Chunks();
}

class Chunks implements IntPool {
  readonly #chunks: Int32Array[] = [];
  readonly #released = new Map<number, number[]>();
  // Address 0 stands for nothing.
  #next = { chunk: 0, offset: 1 };

  allocate(wanted: number): number {
    const length = roomFor(wanted);
    const known = this.#released.get(length)?.pop();
    if (known !== undefined) return known;
    const chunks = this.#chunks;
    const end = Math.min(CHUNK_LENGTH, chunks[this.#next.chunk]?.length ?? 0);
    if (this.#next.offset + length > end) {
      const isFirst = chunks.length === 0;
      const usual = Math.min(CHUNK_LENGTH, FIRST_CHUNK_LENGTH * 2 ** chunks.length);
      // What is longer than a chunk has one of its own; only where it begins must be within the offset's bits.
      chunks.push(new Int32Array(Math.max(usual, length + 1)));
      this.#next = { chunk: chunks.length - 1, offset: isFirst ? 1 : 0 };
    }
    const address = this.#next.chunk * CHUNK_LENGTH + this.#next.offset;
    this.#next.offset += length;
    return address;
  }

  release(address: number, wanted: number): void {
    const length = roomFor(wanted);
    const offset = offsetIn(address);
    this.chunk(address).fill(0, offset, offset + length);
    const list = this.#released.get(length);
    if (list === undefined) this.#released.set(length, [address]);
    else list.push(address);
  }

  chunk(address: number): Int32Array {
    return this.#chunks[address >>> OFFSET_BITS] ?? NOWHERE;
  }
}

const LARGEST_EXACT = 16;

/** Lengths are rounded up by a quarter at most, so that a stretch given back suits others of about its length. */
function roomFor(length: number): number {
  if (length <= LARGEST_EXACT) return length;
  const step = 2 ** (29 - Math.clz32(length));
  return Math.ceil(length / step) * step;
}
