import { markerImages } from './marker-images.ts';
import type { Palette } from './palette.ts';
import { replayImages } from './replay-images.ts';
import { zoneImages, type ZoneImage } from './zone-images.ts';

/** Draws every image the layers name, in the colours of a theme. */
export type MapImages = (palette: Palette) => readonly ZoneImage[];

/** The images as a browser draws them. */
export const drawnImages: MapImages = (palette) => [
  ...[...markerImages(palette), ...replayImages(palette)].map(({ name, image, pixelRatio }) => ({
    name,
    image,
    options: { pixelRatio },
  })),
  ...zoneImages(palette),
];
