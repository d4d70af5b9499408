import { isFiniteNumber, member } from '../shape/json-value.ts';
import {
  fencesOf,
  refusedFile,
  type Feature,
  type FeatureGeometry,
  type ReadFences,
  type ReadOptions,
} from './fence-file.ts';

/** Collections within collections deeper than this nobody draws. */
const MOST_DEPTH = 8;

/** The geofences of a GeoJSON text (RFC 7946): a FeatureCollection, a Feature or a geometry. */
export function readGeoJson(text: string, options: ReadOptions): ReadFences {
  const root = parsed(text);
  if (root === undefined) return refusedFile('the file is not JSON');
  if (typeof member(root, 'type') !== 'string') return refusedFile('the file is not GeoJSON: it has no type');
  return fencesOf(featuresOf(root).map((feature) => readFeature(feature, options)));
}

function parsed(text: string): unknown {
  try {
    // A byte order mark is no JSON, but many programs write one.
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}

function featuresOf(root: unknown): readonly unknown[] {
  if (member(root, 'type') !== 'FeatureCollection') return [root];
  const features = member(root, 'features');
  return Array.isArray(features) ? features : [];
}

interface Sizes {
  readonly widthMeters: number;
  readonly radiusMeters: number;
}

function readFeature(feature: unknown, options: ReadOptions): Feature {
  const isFeature = member(feature, 'type') === 'Feature';
  const properties = isFeature ? member(feature, 'properties') : null;
  const text = (name: string) => {
    const value = member(properties, name);
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const size = (name: string, otherwise: number) => {
    const value = member(properties, name);
    return isFiniteNumber(value) ? value : otherwise;
  };
  const sizes: Sizes = {
    widthMeters: size('widthMeters', options.corridorWidthMeters),
    radiusMeters: size('radiusMeters', options.waypointRadiusMeters),
  };
  const geometry = isFeature ? member(feature, 'geometry') : feature;
  return {
    name: text('name'),
    description: text('description'),
    geometries: geometry === null || geometry === undefined ? [] : geometriesOf(geometry, sizes),
  };
}

function geometriesOf(geometry: unknown, sizes: Sizes, depth = 0): FeatureGeometry[] {
  const type = member(geometry, 'type');
  const coordinates = member(geometry, 'coordinates');
  switch (type) {
    case 'Polygon':
    case 'MultiPolygon':
      return [{ kind: 'boundary', geometry: { type, coordinates } }];
    case 'LineString':
      return [lineOf(coordinates, sizes)];
    case 'MultiLineString':
      return listOf(coordinates).map((line) => lineOf(line, sizes));
    case 'Point':
      return [circleOf(coordinates, sizes)];
    case 'MultiPoint':
      return listOf(coordinates).map((point) => circleOf(point, sizes));
    case 'GeometryCollection':
      if (depth >= MOST_DEPTH) return [unsupported('collections nested too deeply')];
      return joined(listOf(member(geometry, 'geometries')).flatMap((part) => geometriesOf(part, sizes, depth + 1)));
    default:
      return [unsupported(typeof type === 'string' ? type.slice(0, 40) : 'no GeoJSON type')];
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function lineOf(coordinates: unknown, { widthMeters }: Sizes): FeatureGeometry {
  return { kind: 'line', geometry: { type: 'LineString', coordinates }, widthMeters };
}

function circleOf(coordinates: unknown, { radiusMeters }: Sizes): FeatureGeometry {
  const [longitude, latitude] = listOf(coordinates);
  if (isFiniteNumber(longitude) && isFiniteNumber(latitude)) {
    return { kind: 'circle', circle: { latitude, longitude, radiusMeters } };
  }
  return { kind: 'refused', code: 'NOT_A_POSITION', message: 'the point has no longitude and latitude' };
}

function unsupported(got: string): FeatureGeometry {
  const message = `a geofence is drawn as a GeoJSON polygon, line or point; got ${got}`;
  return { kind: 'refused', code: 'UNSUPPORTED_TYPE', message };
}

/** The polygons of a collection are one boundary, the rest stays apart. */
function joined(geometries: readonly FeatureGeometry[]): FeatureGeometry[] {
  const polygons = geometries.flatMap((geometry) =>
    geometry.kind === 'boundary' ? polygonsOf(geometry.geometry) : [],
  );
  const others = geometries.filter(({ kind }) => kind !== 'boundary');
  if (polygons.length === 0) return others;
  return [{ kind: 'boundary', geometry: { type: 'MultiPolygon', coordinates: polygons } }, ...others];
}

function polygonsOf(geometry: unknown): readonly unknown[] {
  const coordinates = member(geometry, 'coordinates');
  return member(geometry, 'type') === 'Polygon' ? [coordinates] : listOf(coordinates);
}
