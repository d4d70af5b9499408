import {
  fencesOf,
  refusedFile,
  type Feature,
  type FeatureGeometry,
  type ReadFences,
  type ReadOptions,
} from './fence-file.ts';
import { childrenNamed, parseXml, textOf, type XmlElement } from './xml-tree.ts';

/** The geofences of a KML text (OGC 12-007): one for all polygons of a placemark, one for each of its lines and points. */
export function readKml(text: string, options: ReadOptions): ReadFences {
  const parsed = parseXml(text);
  if (parsed.kind === 'unreadable') return refusedFile(parsed.message);
  if (parsed.root.name !== 'kml') return refusedFile(`the file is not KML: it begins with <${parsed.root.name}>`);
  return fencesOf(placemarksIn(parsed.root).map((placemark) => readPlacemark(placemark, options)));
}

function placemarksIn(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => (child.name === 'Placemark' ? [child] : placemarksIn(child)));
}

function readPlacemark(placemark: XmlElement, options: ReadOptions): Feature {
  const polygons: unknown[] = [];
  const others: FeatureGeometry[] = [];
  const keep = (geometry: FeatureGeometry | Ring) => {
    if (geometry.kind === 'ring') polygons.push(geometry.rings);
    else others.push(geometry);
  };
  for (const element of geometriesIn(placemark)) keep(readGeometry(element, { placemark, options }));
  // A point beside something drawn only says where to write the name.
  const isLabelled = polygons.length > 0 || others.some(({ kind }) => kind === 'line');
  const kept = isLabelled ? others.filter(({ kind }) => kind !== 'circle') : others;
  const [first] = polygons;
  const geometry =
    polygons.length === 1 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: polygons };
  return {
    name: textOf(placemark, 'name'),
    description: textOf(placemark, 'description'),
    geometries: polygons.length === 0 ? kept : [{ kind: 'boundary', geometry }, ...kept],
  };
}

const GEOMETRIES: ReadonlySet<string> = new Set(['Polygon', 'LinearRing', 'LineString', 'Point', 'Track', 'Model']);

function geometriesIn(element: XmlElement): XmlElement[] {
  return element.children.flatMap((child) => {
    if (child.name === 'MultiGeometry') return geometriesIn(child);
    return GEOMETRIES.has(child.name) ? [child] : [];
  });
}

/** The rings of one polygon, as GeoJSON has them. */
interface Ring {
  readonly kind: 'ring';
  readonly rings: readonly (readonly number[])[][];
}

interface Context {
  readonly placemark: XmlElement;
  readonly options: ReadOptions;
}

function readGeometry(element: XmlElement, { placemark, options }: Context): FeatureGeometry | Ring {
  switch (element.name) {
    case 'Polygon':
      return readRings([...boundaries(element, 'outerBoundaryIs'), ...boundaries(element, 'innerBoundaryIs')]);
    case 'LinearRing':
      return readRings([element]);
    case 'LineString': {
      const coordinates = positionsOf(element);
      if (coordinates === null) return notPositions(element);
      const widthMeters = dataOf(placemark, 'widthMeters') ?? options.corridorWidthMeters;
      return { kind: 'line', geometry: { type: 'LineString', coordinates }, widthMeters };
    }
    case 'Point': {
      const [[longitude, latitude] = []] = positionsOf(element) ?? [];
      if (longitude === undefined || latitude === undefined) return notPositions(element);
      const radiusMeters = dataOf(placemark, 'radiusMeters') ?? options.waypointRadiusMeters;
      return { kind: 'circle', circle: { latitude, longitude, radiusMeters } };
    }
    default: {
      const message = `a geofence is drawn as a KML Polygon, LineString or Point; got ${element.name}`;
      return { kind: 'refused', code: 'UNSUPPORTED_TYPE', message };
    }
  }
}

function boundaries(polygon: XmlElement, name: string): XmlElement[] {
  return childrenNamed(polygon, name).flatMap((boundary) => childrenNamed(boundary, 'LinearRing'));
}

function readRings(elements: readonly XmlElement[]): FeatureGeometry | Ring {
  const rings: (readonly number[])[][] = [];
  for (const element of elements) {
    const positions = positionsOf(element);
    if (positions === null) return notPositions(element);
    rings.push(positions);
  }
  if (rings.length > 0) return { kind: 'ring', rings };
  return { kind: 'refused', code: 'NO_GEOMETRY', message: 'the polygon has no outer boundary' };
}

function notPositions(element: XmlElement): FeatureGeometry {
  const tuples = (textOf(element, 'coordinates') ?? '').split(/\s+/);
  const index = tuples.findIndex((tuple) => positionOf(tuple) === null);
  const message = `the ${element.name} has at point ${index + 1} no longitude and latitude: "${(tuples[index] ?? '').slice(0, 60)}"`;
  return { kind: 'refused', code: 'NOT_A_POSITION', message };
}

/** The longitudes and latitudes of an element, heights left out, or null where one is no number. */
function positionsOf(element: XmlElement): (readonly number[])[] | null {
  const positions: (readonly number[])[] = [];
  for (const tuple of (textOf(element, 'coordinates') ?? '').split(/\s+/)) {
    const position = positionOf(tuple);
    if (position === null) return null;
    positions.push(position);
  }
  return positions;
}

function positionOf(tuple: string): readonly number[] | null {
  const [longitude = '', latitude = ''] = tuple.split(',');
  if (longitude === '' || latitude === '') return null;
  const position = [Number(longitude), Number(latitude)];
  return position.every(Number.isFinite) ? position : null;
}

/** A number among a placemark's data of its own. */
function dataOf(placemark: XmlElement, name: string): number | null {
  const data = childrenNamed(placemark, 'ExtendedData').flatMap((element) => childrenNamed(element, 'Data'));
  const text = data
    .filter(({ attributes }) => attributes.get('name') === name)
    .map((found) => textOf(found, 'value'))[0];
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
