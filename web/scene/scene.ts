import type { Feature, Point } from 'geojson';
import type { GeoBounds, GeoPoint, MapSelection } from '../map/engine.ts';
import { boundsOf } from '../map/features/bounds.ts';
import {
  markerImageName,
  type MarkerDiff,
  type MarkerLook,
  type MarkerProperties,
} from '../map/features/marker-diff.ts';
import { zoneBounds, zoneLabels, zoneShapes, type MapZone, type ZoneFeatures } from '../map/features/zone-features.ts';

/** Everything a small map shows of one thing. */
export interface Scene {
  readonly zones: readonly MapZone[];
  /** The zone in question, or null. */
  readonly selectedZoneId: string | null;
  readonly points: readonly ScenePoint[];
  /** Where somebody is and came from, or null. */
  readonly selection: MapSelection | null;
}

/** A place with a name. */
export interface ScenePoint extends GeoPoint, MarkerLook {
  /** Unique in the scene. */
  readonly id: string;
}

/**
 * The zones of a scene. On a small map only the zone in question has a label; it says the name where a live map has the
 * headcount, because that is drawn at every zoom.
 */
export function sceneZones({ zones, selectedZoneId }: Pick<Scene, 'zones' | 'selectedZoneId'>): ZoneFeatures {
  const chosen = zones.filter(({ id }) => id === selectedZoneId);
  const names = new Map(chosen.map(({ id, name }) => [id, name]));
  const labels = zoneLabels(
    chosen.map((zone) => ({ ...zone, name: '' })),
    (id) => names.get(id) ?? '',
  );
  return { shapes: zoneShapes(zones, selectedZoneId), labels };
}

/** The points of a scene as markers of an empty map. */
export function sceneMarkers(points: readonly ScenePoint[]): MarkerDiff {
  const add = points.map(
    ({ id, latitude, longitude, label, kind, connection }, slot): Feature<Point, MarkerProperties> => ({
      type: 'Feature',
      id: slot,
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
      properties: {
        label,
        kind,
        connection,
        trackerId: id,
        icon: markerImageName({ kind, connection }),
        heading: null,
      },
    }),
  );
  return { reset: true, add, update: [], remove: [] };
}

// A point alone has no extent; some thirty metres around it show where it is.
const LEAST_HALF_EXTENT_DEGREES = 0.0003;

/**
 * What has to be in view: the points, where somebody is and came from, and the zone in question. Zones besides are only
 * looked at when there is nothing else. Null when there is nothing at all.
 */
export function sceneBounds({ zones, selectedZoneId, points, selection }: Scene): GeoBounds | null {
  const chosen = zones.filter(({ id }) => id === selectedZoneId);
  const own = [...points, ...(selection ? [selection.at, ...selection.trail] : [])];
  const around = zoneBounds(chosen.length || own.length ? chosen : zones);
  const corners = around
    ? [
        { latitude: around.south, longitude: around.west },
        { latitude: around.north, longitude: around.east },
      ]
    : [];
  const box = boundsOf([...own, ...corners]);
  return box && atLeast(box);
}

function atLeast({ south, west, north, east }: GeoBounds): GeoBounds {
  const [latitude, longitude] = [(south + north) / 2, (west + east) / 2];
  return {
    south: Math.min(south, latitude - LEAST_HALF_EXTENT_DEGREES),
    west: Math.min(west, longitude - LEAST_HALF_EXTENT_DEGREES),
    north: Math.max(north, latitude + LEAST_HALF_EXTENT_DEGREES),
    east: Math.max(east, longitude + LEAST_HALF_EXTENT_DEGREES),
  };
}
