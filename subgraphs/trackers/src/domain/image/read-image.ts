import type { ImageSize, ImageType } from './image-type.ts';
import { jpegSize } from './jpeg-size.ts';
import { pngSize } from './png-size.ts';
import { webpSize } from './webp-size.ts';

/** What a picture's first bytes say of it. */
export interface ImageHeader extends ImageSize {
  readonly contentType: ImageType;
}

const READERS: readonly [ImageType, (bytes: Buffer) => ImageSize | null][] = [
  ['image/png', pngSize],
  ['image/jpeg', jpegSize],
  ['image/webp', webpSize],
];

/** Type and size of a picture by its content, never by what somebody says of it; null where it is no picture. */
export function readImage(bytes: Buffer): ImageHeader | null {
  for (const [contentType, sizeOf] of READERS) {
    const size = sizeOf(bytes);
    if (size) return size.widthPixels > 0 && size.heightPixels > 0 ? { contentType, ...size } : null;
  }
  return null;
}
