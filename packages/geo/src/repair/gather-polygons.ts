import { member } from '../shape/json-value.ts';
import type { ShapeChange } from './shape-change.ts';

/** The polygons that a GeoJSON value holds, as they are written, and what was done to get at them. */
export interface GatheredPolygons {
  readonly polygons: readonly (readonly unknown[])[];
  readonly changes: readonly ShapeChange[];
}

/** Collections within collections deeper than this nobody draws. */
const MOST_DEPTH = 16;

/** Gathers all polygons of a geometry, a feature or a collection of them, however they are nested. */
export function gatherPolygons(geoJson: unknown): GatheredPolygons {
  const found: Found = { polygons: [], geometries: 0, dropped: new Map() };
  gather(geoJson, found, 0);
  const changes: ShapeChange[] = [];
  const nowhere = { polygon: null, ring: null };
  const members = MEMBERS.get(typeOf(geometryOf(geoJson)));
  if (members !== 'coordinates' && found.geometries > 0) {
    const message = `${found.geometries} geometries of a collection were put together into one shape`;
    changes.push({ ...nowhere, code: 'COLLECTION_FLATTENED', message });
  }
  for (const [type, count] of found.dropped) {
    const message = `${count} × ${type} was left out: only polygons have an inside`;
    changes.push({ ...nowhere, code: 'GEOMETRY_DROPPED', message });
  }
  return { polygons: found.polygons, changes };
}

interface Found {
  readonly polygons: (readonly unknown[])[];
  geometries: number;
  readonly dropped: Map<string, number>;
}

function gather(value: unknown, found: Found, depth: number): void {
  const geometry = geometryOf(value);
  const type = typeOf(geometry);
  const members = MEMBERS.get(type);
  if (members === undefined || depth > MOST_DEPTH) {
    const name = typeof type === 'string' ? type.slice(0, 40) : 'something that is no GeoJSON';
    found.dropped.set(name, (found.dropped.get(name) ?? 0) + 1);
    return;
  }
  const inner = member(geometry, members);
  if (members !== 'coordinates') {
    for (const part of listOf(inner)) gather(part, found, depth + 1);
    return;
  }
  found.geometries++;
  const polygons = type === 'Polygon' ? [inner] : listOf(inner);
  for (const rings of polygons.map(listOf)) if (rings.length > 0) found.polygons.push(rings);
}

/** Where a type of GeoJSON has its polygons. */
const MEMBERS: ReadonlyMap<unknown, string> = new Map([
  ['Polygon', 'coordinates'],
  ['MultiPolygon', 'coordinates'],
  ['GeometryCollection', 'geometries'],
  ['FeatureCollection', 'features'],
]);

function geometryOf(value: unknown): unknown {
  return typeOf(value) === 'Feature' ? member(value, 'geometry') : value;
}

function typeOf(value: unknown): unknown {
  return member(value, 'type');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
