import { coordinateAt } from '../typed-read.ts';
import type { Polygon, Shape } from '../shape/shape.ts';
import { circleRing } from './circle-ring.ts';
import { numberText } from './number-text.ts';
import type { WrittenFence } from './write-fences.ts';
import { xmlText } from './xml-text.ts';

/** A KML document of geofences, a placemark each. */
export function writeKml(fences: readonly WrittenFence[]): string {
  const placemarks = fences.map(placemarkText).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n${placemarks}</Document></kml>\n`;
}

function placemarkText({ name, description, shape, properties = {} }: WrittenFence): string {
  const data = Object.entries({ ...properties, ...sizeOf(shape) }).filter(([, value]) => value !== null);
  const parts = [
    `<name>${xmlText(name)}</name>`,
    description === null ? '' : `<description>${xmlText(description)}</description>`,
    data.length === 0 ? '' : `<ExtendedData>${data.map(dataText).join('')}</ExtendedData>`,
    geometryText(shape),
  ];
  return `<Placemark>${parts.join('')}</Placemark>\n`;
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

function dataText([name, value]: [string, unknown]): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return `<Data name="${xmlText(name)}"><value>${xmlText(text)}</value></Data>`;
}

function geometryText(shape: Shape): string {
  switch (shape.kind) {
    case 'circle':
      return polygonText({ shell: { coordinates: circleRing(shape) }, holes: [] });
    case 'corridor':
      return `<LineString><tessellate>1</tessellate>${coordinatesText(shape.line)}</LineString>`;
    case 'polygon': {
      const polygons = shape.polygons.map(polygonText).join('');
      return shape.polygons.length === 1 ? polygons : `<MultiGeometry>${polygons}</MultiGeometry>`;
    }
  }
}

function polygonText({ shell, holes }: Polygon): string {
  const ring = ({ coordinates }: Polygon['shell']) => `<LinearRing>${coordinatesText(coordinates)}</LinearRing>`;
  const inner = holes.map((hole) => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('');
  return `<Polygon><outerBoundaryIs>${ring(shell)}</outerBoundaryIs>${inner}</Polygon>`;
}

function coordinatesText(coordinates: Float64Array): string {
  const tuples: string[] = [];
  for (let at = 0; at < coordinates.length; at += 2) {
    tuples.push(`${numberText(coordinateAt(coordinates, at))},${numberText(coordinateAt(coordinates, at + 1))}`);
  }
  return `<coordinates>${tuples.join(' ')}</coordinates>`;
}
