import { coordinateAt } from '../typed-read.ts';
import type { Polygon, Shape } from '../shape/shape.ts';
import { numberText } from './number-text.ts';
import type { WrittenFence } from './write-fences.ts';

/** A GeoJSON FeatureCollection of geofences, one to a line. */
export function writeGeoJson(fences: readonly WrittenFence[]): string {
  return `{"type":"FeatureCollection","features":[\n${fences.map(featureText).join(',\n')}\n]}\n`;
}

function featureText({ name, description, shape, properties = {} }: WrittenFence): string {
  const all = { ...properties, name, ...(description === null ? {} : { description }), ...sizeOf(shape) };
  return `{"type":"Feature","properties":${JSON.stringify(all)},"geometry":${geometryText(shape)}}`;
}

function sizeOf(shape: Shape): object {
  switch (shape.kind) {
    case 'circle':
      return { radiusMeters: shape.radiusMeters };
    case 'corridor':
      return { widthMeters: shape.widthMeters };
    case 'polygon':
      return {};
  }
}

function geometryText(shape: Shape): string {
  switch (shape.kind) {
    case 'circle': {
      const { longitude, latitude } = shape.center;
      return `{"type":"Point","coordinates":[${numberText(longitude)},${numberText(latitude)}]}`;
    }
    case 'corridor':
      return `{"type":"LineString","coordinates":${positionsText(shape.line)}}`;
    case 'polygon': {
      const [first] = shape.polygons;
      if (first !== undefined && shape.polygons.length === 1) {
        return `{"type":"Polygon","coordinates":${ringsText(first)}}`;
      }
      return `{"type":"MultiPolygon","coordinates":[${shape.polygons.map(ringsText).join(',')}]}`;
    }
  }
}

function ringsText({ shell, holes }: Polygon): string {
  return `[${[shell, ...holes].map(({ coordinates }) => positionsText(coordinates)).join(',')}]`;
}

function positionsText(coordinates: Float64Array): string {
  const positions: string[] = [];
  for (let at = 0; at < coordinates.length; at += 2) {
    positions.push(`[${numberText(coordinateAt(coordinates, at))},${numberText(coordinateAt(coordinates, at + 1))}]`);
  }
  return `[${positions.join(',')}]`;
}
