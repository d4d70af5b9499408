import type { ImageSize } from './image-type.ts';

/** Size a WebP states, or null where bytes are no WebP. Source: RFC 9649 §2 (container), §3.4 (lossless); RFC 6386 §9.1. */
export function webpSize(bytes: Buffer): ImageSize | null {
  const isWebp =
    bytes.length >= 30 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';
  if (!isWebp) return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { widthPixels: 1 + bytes.readUIntLE(24, 3), heightPixels: 1 + bytes.readUIntLE(27, 3) };
    case 'VP8L':
      return losslessSize(bytes);
    case 'VP8 ':
      return lossySize(bytes);
    default:
      return null;
  }
}

/** After a signature byte, 14 bits of width less one and 14 of height less one. */
function losslessSize(bytes: Buffer): ImageSize | null {
  if (bytes[20] !== 0x2f) return null;
  const bits = bytes.readUInt32LE(21);
  return { widthPixels: 1 + (bits & 0x3fff), heightPixels: 1 + ((bits >>> 14) & 0x3fff) };
}

/** After the frame tag and a start code, 14 bits each; the upper two scale and are not part of the size. */
function lossySize(bytes: Buffer): ImageSize | null {
  if (bytes.readUIntBE(23, 3) !== 0x9d012a) return null;
  return { widthPixels: bytes.readUInt16LE(26) & 0x3fff, heightPixels: bytes.readUInt16LE(28) & 0x3fff };
}
