import type { ImageSize } from './image-type.ts';

const START_OF_IMAGE = 0xffd8;
const START_OF_SCAN = 0xda;
/** Markers C0 to CF that start no frame: Huffman tables, an extension, arithmetic conditioning. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

/**
 * Size a JPEG states in its frame header, or null where bytes are no JPEG. Source: ITU-T T.81 §B.1.1, §B.2.2: segments
 * are a marker and a length that counts itself; the frame holds precision, height, width.
 */
export function jpegSize(bytes: Buffer): ImageSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== START_OF_IMAGE) return null;
  let at = 2;
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1; // a marker may be preceded by any number of fill bytes
      continue;
    }
    if (marker === START_OF_SCAN) return null;
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { widthPixels: bytes.readUInt16BE(at + 7), heightPixels: bytes.readUInt16BE(at + 5) };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
