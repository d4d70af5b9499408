import type { Point } from '@trekker/geo';

/** A cell that a provider is asked for: its middle in 0.0001 degrees north and east. */
export interface GeocodedCell {
  readonly north: number;
  readonly east: number;
}

const PER_DEGREE = 10_000;

/** The cell that a point lies in. */
export function cellOf({ latitude, longitude }: Point): GeocodedCell {
  return { north: Math.round(latitude * PER_DEGREE), east: Math.round(longitude * PER_DEGREE) };
}

/** The middle of a cell, as exactly as anybody outside learns where something is. */
export function middleOf({ north, east }: GeocodedCell): Point {
  return { latitude: north / PER_DEGREE, longitude: east / PER_DEGREE };
}

/** Text that tells cells apart. */
export function cellText({ north, east }: GeocodedCell): string {
  return `${north}/${east}`;
}
