import type { ImageSize } from './image-type.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER = Buffer.from('IHDR');

/** Size a PNG states in its first chunk, or null where bytes are no PNG. Source: PNG (third edition) §5.2, §11.2.1. */
export function pngSize(bytes: Buffer): ImageSize | null {
  const isPng = bytes.length >= 24 && bytes.subarray(0, 8).equals(SIGNATURE) && bytes.subarray(12, 16).equals(HEADER);
  return isPng ? { widthPixels: bytes.readUInt32BE(16), heightPixels: bytes.readUInt32BE(20) } : null;
}
