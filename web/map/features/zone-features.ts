import type { Feature, FeatureCollection, LineString, MultiPolygon, Point, Polygon } from 'geojson';
import type { GeofenceKind } from '../../__generated__/graphql.ts';
import { circle } from './circle.ts';
import { corridor } from './corridor.ts';
import { labelPoint } from './label-point.ts';
import { boundsOf } from './bounds.ts';
import type { GeoBounds } from '../engine.ts';

/** A zone as a map draws it. */
export interface MapZone {
  readonly id: string;
  readonly name: string;
  readonly kind: GeofenceKind;
  readonly geometry: Polygon | MultiPolygon;
}

/** What is drawn of zones. The two change at different times: shapes seldom, labels with every headcount. */
export interface ZoneFeatures {
  readonly shapes: FeatureCollection<Polygon | MultiPolygon, ZoneShapeProperties>;
  readonly labels: FeatureCollection<Point, ZoneLabelProperties>;
}

/** Properties of a zone's shape. */
export interface ZoneShapeProperties {
  readonly zoneId: string;
  readonly kind: GeofenceKind;
  readonly selected: boolean;
}

/** Properties of a zone's label. */
export interface ZoneLabelProperties {
  readonly zoneId: string;
  readonly kind: GeofenceKind;
  readonly name: string;
  /** The headcount in words, for example `4 +1?`; empty while unknown. */
  readonly count: string;
}

/** Where a geofence is, as the API says it: exactly one of all is given. */
export interface ZoneGeometry {
  /** GeoJSON Polygon or MultiPolygon. */
  readonly boundary?: unknown;
  readonly circle?: {
    readonly latitude: number;
    readonly longitude: number;
    readonly radiusMeters: number;
  } | null;
  /** GeoJSON LineString and the width around it. */
  readonly corridor?: { readonly line: unknown; readonly widthMeters: number } | null;
}

/** The shape to draw, circles and corridors as polygons; null for a geometry that cannot be drawn. */
export function zoneGeometry({ boundary, circle: round, corridor: way }: ZoneGeometry): Polygon | MultiPolygon | null {
  if (round) return circle(round, round.radiusMeters);
  // The geofence service accepts nothing but valid lines, polygons and multipolygons.
  if (way) return corridor(way.line as LineString, way.widthMeters);
  const geometry = boundary as Polygon | MultiPolygon | null | undefined;
  return geometry?.type === 'Polygon' || geometry?.type === 'MultiPolygon' ? geometry : null;
}

/** The shapes of zones, small ones above large ones. @param selectedId the zone somebody looks at, or null. */
export function zoneShapes(zones: readonly MapZone[], selectedId: string | null): ZoneFeatures['shapes'] {
  const fromLarge = zones.toSorted((a, b) => extentOf(b) - extentOf(a));
  const features = fromLarge.map(({ id, kind, geometry }): Feature<Polygon | MultiPolygon, ZoneShapeProperties> => ({
    type: 'Feature',
    properties: { zoneId: id, kind, selected: id === selectedId },
    geometry,
  }));
  return { type: 'FeatureCollection', features };
}

/** The labels of zones. @param countOf the headcount of a zone in words. */
export function zoneLabels(zones: readonly MapZone[], countOf: (zoneId: string) => string): ZoneFeatures['labels'] {
  const features = zones.map(({ id, kind, name, geometry }): Feature<Point, ZoneLabelProperties> => ({
    type: 'Feature',
    properties: { zoneId: id, kind, name, count: countOf(id) },
    geometry: { type: 'Point', coordinates: labelPoint(geometry) },
  }));
  return { type: 'FeatureCollection', features };
}

/** The box around zones, or null when there are none. */
export function zoneBounds(zones: readonly MapZone[]): GeoBounds | null {
  const points = zones.flatMap(({ geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    return polygons.flatMap(([outer = []]) => outer.map(([longitude = 0, latitude = 0]) => ({ latitude, longitude })));
  });
  return boundsOf(points);
}

/** Size of the box around a zone in square degrees: enough to put one inside another above it. */
function extentOf(zone: MapZone): number {
  const box = zoneBounds([zone]);
  return box ? (box.north - box.south) * (box.east - box.west) : 0;
}
