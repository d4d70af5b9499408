// The world is a square of so many CSS pixels at zoom 0, for tiles of 512 pixels.
const WORLD_PX = 512;

/** Where a point lies in Web Mercator, CSS pixels from the north-western corner of the world at zoom 0. */
export function worldPlace(latitude: number, longitude: number): { readonly x: number; readonly y: number } {
  const sine = Math.sin((latitude * Math.PI) / 180);
  return {
    x: (0.5 + longitude / 360) * WORLD_PX,
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD_PX,
  };
}
