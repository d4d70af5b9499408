import type { Feature, FeatureCollection, Position } from 'geojson';
import { cornersOf, type MeasuredLine } from './measured-line.ts';

/** What is drawn of a measured line. */
export interface MeasureProperties {
  readonly part: 'inside' | 'line' | 'point' | 'length';
  /** What stands beside it. */
  readonly text?: string;
}

/** A line as a map draws it: its inside where it is closed, its pieces with their lengths, its points. */
export function measureFeatures(line: MeasuredLine, lengths: readonly string[]): FeatureCollection {
  const corners = cornersOf(line).map(({ longitude, latitude }): Position => [longitude, latitude]);
  const features: Feature[] = [];
  if (line.closed) features.push(feature({ type: 'Polygon', coordinates: [corners] }, { part: 'inside' }));
  if (corners.length > 1) features.push(feature({ type: 'LineString', coordinates: corners }, { part: 'line' }));
  for (const { longitude, latitude } of line.points) {
    features.push(feature({ type: 'Point', coordinates: [longitude, latitude] }, { part: 'point' }));
  }
  for (const [index, text] of lengths.entries()) {
    const [from, to] = [corners[index], corners[index + 1]];
    if (from && to) features.push(feature({ type: 'Point', coordinates: between(from, to) }, { part: 'length', text }));
  }
  return { type: 'FeatureCollection', features };
}

function feature(geometry: Feature['geometry'], properties: MeasureProperties): Feature {
  return { type: 'Feature', geometry, properties };
}

function between([west = 0, south = 0]: Position, [east = 0, north = 0]: Position): Position {
  return [(west + east) / 2, (south + north) / 2];
}
