import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { createByteReader, createByteWriter, MalformedPackError, type ByteReader, type ByteWriter } from '@trekker/geo';

/**
 * Columns that are written and read together: what describes them, and runs of bytes in three forms. One zstd frame
 * (RFC 8878) holds all runs that are worth compressing, because opening a frame costs more than its bytes.
 *
 * | part | content |
 * |---|---|
 * | head | varint length, then what describes the columns |
 * | plain | varint length, then runs of bytes that compressing would not shorten, one behind the other |
 * | squeezed | varint length of the runs, then one zstd frame with them; nothing where there are none |
 */
export interface ColumnWriter {
  readonly head: ByteWriter;
  readonly plain: Uint8Array[];
  readonly squeezed: Uint8Array[];
}

/** How a run of bytes is kept: one byte for all, as it is, or squeezed. */
const Kept = { same: 0, plain: 1, squeezed: 2 } as const;

/** A run whose bytes are so nearly random is not worth squeezing. */
const PLAIN_SHARE = 0.95;
/** Far beyond a day of a tracker; more is damage. */
const MOST_BYTES = 2 ** 28;
const PARAMS = { [constants.ZSTD_c_compressionLevel]: 15 };

/** Begins columns. */
export function createColumns(): ColumnWriter {
  return { head: createByteWriter(256), plain: [], squeezed: [] };
}

/** Writes a run of bytes. How many they are is for the reader to know. */
export function writeBytes({ head, plain, squeezed }: ColumnWriter, bytes: Uint8Array): void {
  const cost = costOf(bytes);
  if (cost <= 1) {
    head.byte(Kept.same);
    return head.byte(bytes[0] ?? 0);
  }
  const isPlain = cost > bytes.length * PLAIN_SHARE;
  head.byte(isPlain ? Kept.plain : Kept.squeezed);
  (isPlain ? plain : squeezed).push(bytes);
}

/** About how many bytes a run takes: what the frequencies of its bytes allow, or 1 where all are the same. */
export function costOf(bytes: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    counts[byte] = (counts[byte] ?? 0) + 1;
  }
  let bits = 0;
  for (const count of counts) if (count > 0) bits += count * Math.log2(bytes.length / count);
  return 1 + bits / 8;
}

/**
 * Ends columns.
 * @throws RangeError where there are more bytes than are read again.
 */
export function finishColumns({ head, plain, squeezed }: ColumnWriter): Uint8Array {
  const length = squeezed.reduce((sum, bytes) => sum + bytes.length, 0);
  if (length > MOST_BYTES)
    throw new RangeError(`${length} bytes are more than a day of a tracker may have, ${MOST_BYTES}`);
  const [described, all] = [head.finish(), Buffer.concat(squeezed)];
  const plainBytes = Buffer.concat(plain);
  const writer = createByteWriter(described.length + plainBytes.length + all.length + 16);
  writer.varint(described.length);
  writer.bytes(described);
  writer.varint(plainBytes.length);
  writer.bytes(plainBytes);
  writer.varint(all.length);
  if (all.length > 0) writer.bytes(zstdCompressSync(all, { params: PARAMS }));
  return writer.finish();
}

/** Columns that are read. */
export interface ColumnReader {
  readonly head: ByteReader;
  /** The next run of bytes. */
  bytes(length: number): Uint8Array;
}

/**
 * Opens columns.
 * @throws MalformedPackError where they are damaged.
 */
export function openColumns(bytes: Uint8Array): ColumnReader {
  const reader = createByteReader(bytes);
  const head = createByteReader(reader.bytes(reader.varint()));
  const plain = createByteReader(reader.bytes(reader.varint()));
  const length = reader.varint();
  const squeezed = createByteReader(length === 0 ? new Uint8Array() : unsqueezed(reader.bytes(reader.left()), length));
  return {
    head,
    bytes(length) {
      const kept = head.byte();
      if (kept === Kept.same) return new Uint8Array(length).fill(head.byte());
      if (kept === Kept.plain) return plain.bytes(length);
      if (kept === Kept.squeezed) return squeezed.bytes(length);
      throw new MalformedPackError(`bytes are kept in form ${kept}, which is unknown`);
    },
  };
}

function unsqueezed(frame: Uint8Array, length: number): Uint8Array {
  if (length > MOST_BYTES) throw new MalformedPackError(`${length} bytes are more than a day of a tracker has`);
  let bytes: Uint8Array;
  try {
    bytes = zstdDecompressSync(frame, { maxOutputLength: length, chunkSize: Math.max(64, length) });
  } catch (cause) {
    throw new MalformedPackError('a compressed run of bytes cannot be opened', { cause });
  }
  if (bytes.length !== length) throw new MalformedPackError(`${bytes.length} bytes instead of ${length}`);
  return bytes;
}
