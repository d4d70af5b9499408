import { InvalidInputError } from '@trekker/kit';

import { pointOf, type Place } from '../motion/spot.ts';

/** A box in degrees; its west is larger than its east across the antimeridian. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Fails with INVALID_INPUT, naming the edge, where a box is none. */
export function checkBox({ west, south, east, north }: Box, field = 'box'): void {
  for (const [name, value, most] of [
    ['west', west, 180],
    ['south', south, 90],
    ['east', east, 180],
    ['north', north, 90],
  ] as const) {
    if (!(Math.abs(value) <= most))
      throw new InvalidInputError(`${field}.${name}`, `must be ${-most} to ${most}, got ${value}`);
  }
  if (north < south)
    throw new InvalidInputError(`${field}.north`, `must not be less than south, ${south}, got ${north}`);
}

/** A cell is so many times as wide as the world at zoom 0. */
const CELLS_AT_ZOOM_0 = 512 / 64;
/** Most cells that a box may be made of. */
const MOST_CELLS = 2_048;

/** How many cells the world is wide at a zoom, and the zoom: less than asked for where a box would have too many. */
export function cellsFor(box: Box, zoom: number): { zoom: number; cellsAround: number } {
  const width = (box.east < box.west ? box.east + 360 - box.west : box.east - box.west) / 360;
  const height = mercatorY(box.south) - mercatorY(box.north);
  for (let used = zoom; ; used -= 0.5) {
    const cellsAround = CELLS_AT_ZOOM_0 * 2 ** used;
    if (used <= 0 || (width * cellsAround + 1) * (height * cellsAround + 1) <= MOST_CELLS)
      return { zoom: Math.max(0, used), cellsAround: Math.max(CELLS_AT_ZOOM_0, cellsAround) };
  }
}

/** Latitude at which web maps end: there the world is as high as it is wide. */
const MOST_LATITUDE = 85.051_128_779_806_59;

/** How far south a latitude lies on a web map, 0 to 1. */
export function mercatorY(latitude: number): number {
  const kept = Math.max(-MOST_LATITUDE, Math.min(MOST_LATITUDE, latitude));
  const sine = Math.sin((kept * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** How far east a longitude lies on a web map, 0 to 1. */
export function mercatorX(longitude: number): number {
  return (longitude + 180) / 360;
}

/** Whether a place lies in a box, its edges included. */
export function isInBox({ west, south, east, north }: Box, { latitudeE7, longitudeE7 }: Place): boolean {
  const { latitude, longitude } = pointOf({ latitudeE7, longitudeE7 });
  if (latitude < south || latitude > north) return false;
  return east < west ? longitude >= west || longitude <= east : longitude >= west && longitude <= east;
}

/** The box of a tile of a web map. */
export function tileBox({ x, y, zoom }: { x: number; y: number; zoom: number }): Box {
  const around = 2 ** zoom;
  const latitudeAt = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / around))) * 180) / Math.PI;
  return {
    west: (x / around) * 360 - 180,
    south: latitudeAt(y + 1),
    east: ((x + 1) / around) * 360 - 180,
    north: latitudeAt(y),
  };
}
