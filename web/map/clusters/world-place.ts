import type { GeoPoint } from '../engine.ts';

/** The world is a square of so many CSS pixels at zoom 0, for tiles of 512 pixels. */
export const WORLD_PX = 512;

/** Where a point lies in Web Mercator, CSS pixels from the north-western corner of the world at zoom 0. */
export function worldPlace(latitude: number, longitude: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return {
    x: (0.5 + longitude / 360) * WORLD_PX,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_PX,
  };
}

/** The point of the earth at a place. @param unit what part of the world's width `x` and `y` are counted in. */
// oxlint-disable-next-line max-params -- a place and its unit
export function placeInWorld(x: number, y: number, unit: number): GeoPoint {
  const latitude = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y * unit))) * 180) / Math.PI;
  return { latitude, longitude: (x * unit - 0.5) * 360 };
}
