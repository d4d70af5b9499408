/** Media types of pictures that are kept. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/webp'] as const;

export type ImageType = (typeof IMAGE_TYPES)[number];

/** Width and height in pixels. */
export interface ImageSize {
  readonly widthPixels: number;
  readonly heightPixels: number;
}
