import type { Position } from 'geojson';
import { DRAWING_PRECISION } from '../../../../map/drawing/drawn-shape.ts';

/** The two degrees of a place, in the order in which people say them. */
export type DegreePart = 'latitude' | 'longitude';

/** How far degrees go on either side of nought. */
export const MOST_DEGREES = { latitude: 90, longitude: 180 } as const;

/** Digits behind the point of a degree as it is shown: a centimetre. */
const SHOWN_DIGITS = 7;
const DEGREE = String.raw`[-+]?\d+(?:[.,]\d+)?`;
// Maps elsewhere copy places as `50.123, 8.456`; a comma with no space behind it is one of the decimal kind.
const PAIR = new RegExp(String.raw`^(${DEGREE})(?:\s*[,;]\s+|\s*;\s*|\s+)(${DEGREE})$`);
const DOTTED_PAIR = /^([-+]?\d+\.\d+),([-+]?\d+\.\d+)$/;

/** Degrees that somebody typed, with a point or a comma; null for what is none on Earth. */
export function degreesOf(text: string, part: DegreePart): number | null {
  const given = text.trim();
  if (!new RegExp(`^${DEGREE}$`).test(given)) return null;
  const value = Number(Number(given.replace(',', '.')).toFixed(DRAWING_PRECISION));
  return Math.abs(value) <= MOST_DEGREES[part] ? value : null;
}

/** Latitude and longitude in one text, as they are copied from a map elsewhere; null for anything else. */
export function pairIn(text: string): { readonly latitude: string; readonly longitude: string } | null {
  const [, latitude, longitude] = DOTTED_PAIR.exec(text.trim()) ?? PAIR.exec(text.trim()) ?? [];
  return latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null;
}

/** How a place is shown. */
export function textsOf([longitude = 0, latitude = 0]: Position): Readonly<Record<DegreePart, string>> {
  return { latitude: degreesText(latitude), longitude: degreesText(longitude) };
}

/** Degrees as they are shown, to the centimetre. */
export function degreesText(degrees: number): string {
  const text = degrees.toFixed(SHOWN_DIGITS).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}
