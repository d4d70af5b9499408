import type { Feature, FeatureCollection, LineString } from 'geojson';
import type { GeoBounds } from '../engine.ts';

/** Whether a line is one of every five. */
interface GridLineProperties {
  readonly major: boolean;
}

/** A grid to orient oneself by where there is no other map. */
export interface Grid {
  /** Distance of two lines in metres, or null where the lines are those of whole degrees. */
  readonly cellMeters: number | null;
  readonly lines: FeatureCollection<LineString, GridLineProperties>;
}

const METERS_PER_DEGREE = 111_319.49;
const DEGREES = [1, 2, 5, 10, 15, 30];
const LARGEST_CELL_METERS = 50_000;
const MAJOR_EVERY = 5;
const LINES_AT_MOST = 240;

/**
 * Lines about `targetMeters` apart over a box. The distance is a round number of metres (1, 2 or 5 times a power of
 * ten), or of degrees where cells would exceed 50 km. Lines stand still while the view moves: they are counted from the
 * equator and Greenwich, and their spacing follows the latitude in steps of half a degree.
 */
export function gridLines(bounds: GeoBounds, targetMeters: number): Grid {
  const cellMeters = roundUp(targetMeters);
  if (cellMeters > LARGEST_CELL_METERS) {
    const step = DEGREES.find((degrees) => degrees * METERS_PER_DEGREE >= targetMeters) ?? 30;
    return { cellMeters: null, lines: lines(bounds, { latitude: step, longitude: step }) };
  }
  const middle = Math.round((bounds.south + bounds.north) / 2 / 0.5) * 0.5;
  const latitude = cellMeters / METERS_PER_DEGREE;
  const longitude = latitude / Math.max(Math.cos((middle * Math.PI) / 180), 0.01);
  return { cellMeters, lines: lines(bounds, { latitude, longitude }) };
}

function lines(
  { south, west, north, east }: GeoBounds,
  step: { latitude: number; longitude: number },
): FeatureCollection<LineString, GridLineProperties> {
  const bottom = Math.max(south, -85);
  const top = Math.min(north, 85);
  const features: Feature<LineString, GridLineProperties>[] = [];
  for (const index of indices(bottom, top, step.latitude)) {
    const latitude = index * step.latitude;
    features.push(line(index, [west, latitude], [east, latitude]));
  }
  for (const index of indices(west, east, step.longitude)) {
    const longitude = index * step.longitude;
    features.push(line(index, [longitude, bottom], [longitude, top]));
  }
  return { type: 'FeatureCollection', features };
}

function indices(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step);
  const count = Math.min(Math.max(Math.floor(to / step) - first + 1, 0), LINES_AT_MOST);
  return Array.from({ length: count }, (_, offset) => first + offset);
}

function line(index: number, from: [number, number], to: [number, number]): Feature<LineString, GridLineProperties> {
  return {
    type: 'Feature',
    properties: { major: index % MAJOR_EVERY === 0 },
    geometry: { type: 'LineString', coordinates: [from, to] },
  };
}

function roundUp(meters: number): number {
  const power = 10 ** Math.floor(Math.log10(meters));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= meters * 0.999) ?? 10;
  return factor * power;
}
