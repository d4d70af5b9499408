import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

import { MalformedPackError, type ByteReader, type ByteWriter } from '@trekker/geo';

/** How a run of bytes is kept: one byte for all, as they are, or as a zstd frame (RFC 8878). */
const Kept = { same: 0, plain: 1, zstd: 2 } as const;

/** What is in the bytes: `plane` are like bytes of numbers, which only their frequencies tell of; `text` repeats itself. */
export type Content = 'plane' | 'text';

/** A frame of fewer bytes than these says more about itself than it saves. */
const LEAST_COMPRESSED = 24;
const {
  ZSTD_c_compressionLevel: LEVEL,
  ZSTD_c_strategy: STRATEGY,
  ZSTD_c_minMatch: LEAST_MATCH,
  ZSTD_fast: FAST,
} = constants;

// Matches in planes of numbers are chance and cost more than they save: with long ones only, what is left is Huffman.
const PARAMS = {
  plane: { [LEVEL]: 1, [STRATEGY]: FAST, [LEAST_MATCH]: 7 },
  text: { [LEVEL]: 12 },
} as const satisfies Record<Content, Record<number, number>>;

/** Writes bytes in the shortest of the forms. How many they are is for the reader to know. */
export function writeBytes(writer: ByteWriter, bytes: Uint8Array, content: Content): void {
  const [first = 0] = bytes;
  if (bytes.every((byte) => byte === first)) {
    writer.byte(Kept.same);
    return writer.byte(first);
  }
  const frame = bytes.length < LEAST_COMPRESSED ? null : zstdCompressSync(bytes, { params: PARAMS[content] });
  if (frame === null || frame.length + 3 >= bytes.length) {
    writer.byte(Kept.plain);
    return writer.bytes(bytes);
  }
  writer.byte(Kept.zstd);
  writer.varint(frame.length);
  writer.bytes(frame);
}

/**
 * Reads as many bytes as were written.
 * @throws MalformedPackError where they are damaged.
 */
export function readBytes(reader: ByteReader, length: number): Uint8Array {
  const kept = reader.byte();
  if (kept === Kept.same) return new Uint8Array(length).fill(reader.byte());
  if (kept === Kept.plain) return reader.bytes(length);
  if (kept !== Kept.zstd) throw new MalformedPackError(`bytes are kept in form ${kept}, which is unknown`);
  const bytes = opened(reader.bytes(reader.varint()), length);
  if (bytes.length !== length) throw new MalformedPackError(`${bytes.length} bytes instead of ${length}`);
  return bytes;
}

function opened(frame: Uint8Array, length: number): Uint8Array {
  try {
    return zstdDecompressSync(frame, { maxOutputLength: Math.max(1, length) });
  } catch (cause) {
    throw new MalformedPackError('a compressed run of bytes cannot be opened', { cause });
  }
}
