import {
  fencesOf,
  refusedFile,
  type Feature,
  type FeatureGeometry,
  type ReadFences,
  type ReadOptions,
} from './fence-file.ts';
import { nestedRings, type Positions } from './nested-rings.ts';
import { childrenNamed, parseXml, textOf, type XmlElement } from './xml-tree.ts';

/**
 * The geofences of a GPX text (1.0 or 1.1): waypoints, then routes, then tracks. Of a track or route what ends in the
 * very point it begins with is the boundary, a ring within another a hole in it; each other stretch is a corridor.
 */
export function readGpx(text: string, options: ReadOptions): ReadFences {
  const parsed = parseXml(text);
  if (parsed.kind === 'unreadable') return refusedFile(parsed.message);
  const { root } = parsed;
  if (root.name !== 'gpx') return refusedFile(`the file is not GPX: it begins with <${root.name}>`);
  const named = (element: XmlElement, geometries: readonly FeatureGeometry[]): Feature => ({
    name: textOf(element, 'name'),
    description: textOf(element, 'desc'),
    geometries,
  });
  return fencesOf([
    ...childrenNamed(root, 'wpt').map((point) => named(point, [readWaypoint(point, options)])),
    ...childrenNamed(root, 'rte').map((route) => named(route, readStretches([childrenNamed(route, 'rtept')], options))),
    ...childrenNamed(root, 'trk').map((track) => {
      const segments = childrenNamed(track, 'trkseg').map((segment) => childrenNamed(segment, 'trkpt'));
      return named(track, readStretches(segments, options));
    }),
  ]);
}

function readWaypoint(point: XmlElement, { waypointRadiusMeters }: ReadOptions): FeatureGeometry {
  const position = positionOf(point);
  if (position === null) return notAPosition('the waypoint');
  const [longitude, latitude] = position;
  return { kind: 'circle', circle: { latitude, longitude, radiusMeters: waypointRadiusMeters } };
}

function readStretches(stretches: readonly (readonly XmlElement[])[], options: ReadOptions): FeatureGeometry[] {
  const rings: Positions[] = [];
  const others: FeatureGeometry[] = [];
  for (const points of stretches) {
    const positions = points.map(positionOf);
    const bad = positions.indexOf(null);
    const whole = positions.filter((position) => position !== null);
    if (points.length === 0) continue;
    if (bad >= 0) others.push(notAPosition(`point ${bad + 1}`));
    else if (isClosed(whole)) rings.push(whole);
    else others.push(lineOf(whole, options));
  }
  return rings.length === 0 ? others : [{ kind: 'boundary', geometry: boundaryOf(nestedRings(rings)) }, ...others];
}

const LEAST_OF_RING = 4;

function isClosed(positions: Positions): boolean {
  const [first, last] = [positions[0], positions.at(-1)];
  return positions.length >= LEAST_OF_RING && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

function lineOf(coordinates: Positions, { corridorWidthMeters }: ReadOptions): FeatureGeometry {
  return { kind: 'line', geometry: { type: 'LineString', coordinates }, widthMeters: corridorWidthMeters };
}

function boundaryOf(polygons: readonly (readonly Positions[])[]): unknown {
  const [first] = polygons;
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: first }
    : { type: 'MultiPolygon', coordinates: polygons };
}

function notAPosition(what: string): FeatureGeometry {
  return { kind: 'refused', code: 'NOT_A_POSITION', message: `${what} has no longitude and latitude` };
}

function positionOf({ attributes }: XmlElement): readonly [number, number] | null {
  const [longitude = '', latitude = ''] = [attributes.get('lon'), attributes.get('lat')];
  if (longitude.trim() === '' || latitude.trim() === '') return null;
  const position = [Number(longitude), Number(latitude)] as const;
  return position.every(Number.isFinite) ? position : null;
}
