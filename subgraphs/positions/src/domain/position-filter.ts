import { degrees, MOST_TILE_ZOOM, tileAt, tileKey, type MapTile } from '@trekker/geo';
import { coversUnit, InvalidInputError, type UnitReach } from '@trekker/kit';

/** Which trackers a stream tells of, as it was asked for: all lists that are given must allow one. */
export interface PositionFilter {
  readonly trackerIds?: readonly string[] | null | undefined;
  readonly unitIds?: readonly string[] | null | undefined;
  readonly placeIds?: readonly string[] | null | undefined;
  readonly geofenceIds?: readonly string[] | null | undefined;
  readonly tiles?: readonly MapTile[] | null | undefined;
}

/** What a filter asks of a tracker. */
export interface Candidate {
  readonly trackerId: string;
  /** Whole 1e-7 degrees, WGS 84. */
  readonly latitudeE7: number;
  readonly longitudeE7: number;
  /** The unit that owns it; null: the tenant itself. */
  readonly unitId: string | null;
  /** The geofences it is inside now. */
  readonly inside: readonly string[];
  /** The one it left last, or null. */
  readonly lastLeft: string | null;
}

/** The units and geofences that a filter comes to by the trees as they are now; null: any. */
export interface FilterTrees {
  readonly units: ReadonlySet<string> | null;
  /** Geofences of the places. */
  readonly geofences: ReadonlySet<string> | null;
}

/** What a viewer may see now: positions of trackers of these units, and their visits. */
export interface LiveReach {
  readonly positions: UnitReach;
  readonly visits: UnitReach;
}

const MOST = { trackerIds: 500, unitIds: 100, placeIds: 100, geofenceIds: 100, tiles: 256 } as const;

/** Refuses what is too much and tiles that are none, naming field and value. */
export function checkFilter(filter: PositionFilter): void {
  for (const [field, most] of Object.entries(MOST)) {
    const count = filter[field as keyof typeof MOST]?.length ?? 0;
    if (count > most) throw new InvalidInputError(`filter.${field}`, `must be at most ${most}, got ${count}`);
  }
  filter.tiles?.forEach(({ zoom, x, y }, index) => {
    const field = `filter.tiles.${index}`;
    if (zoom < 0 || zoom > MOST_TILE_ZOOM) {
      throw new InvalidInputError(`${field}.zoom`, `must be 0 to ${MOST_TILE_ZOOM}, got ${zoom}`);
    }
    const last = 2 ** zoom - 1;
    if (x < 0 || x > last) throw new InvalidInputError(`${field}.x`, `must be 0 to ${last} at zoom ${zoom}, got ${x}`);
    if (y < 0 || y > last) throw new InvalidInputError(`${field}.y`, `must be 0 to ${last} at zoom ${zoom}, got ${y}`);
  });
}

/** Whether a filter asks who is where, which the right to see visits is needed for. */
export function asksForZones({ placeIds, geofenceIds }: PositionFilter): boolean {
  return placeIds != null || geofenceIds != null;
}

type Check = (candidate: Candidate) => boolean;

/** Decides by a filter, some trees and some reach alone which trackers fit. Asking costs a look-up per kind of the filter. */
export function fitsFilter(filter: PositionFilter, { units, geofences }: FilterTrees, reach: LiveReach): Check {
  const checks: Check[] = [({ unitId }) => coversUnit(reach.positions, unitId)];
  if (filter.trackerIds) checks.push(amongTrackers(new Set(filter.trackerIds)));
  if (units) checks.push(({ unitId }) => unitId !== null && units.has(unitId));
  if (asksForZones(filter)) checks.push(({ unitId }) => coversUnit(reach.visits, unitId));
  if (filter.geofenceIds) checks.push(insideOneOf(new Set(filter.geofenceIds)));
  if (geofences) checks.push(knownInOneOf(geofences));
  if (filter.tiles) checks.push(inOneOf(filter.tiles));
  return (candidate) => checks.every((check) => check(candidate));
}

function amongTrackers(wanted: ReadonlySet<string>): Check {
  return ({ trackerId }) => wanted.has(trackerId);
}

function insideOneOf(wanted: ReadonlySet<string>): Check {
  return ({ inside }) => inside.some((geofenceId) => wanted.has(geofenceId));
}

/** Where it is inside none, the geofence it left last says where it is. */
function knownInOneOf(wanted: ReadonlySet<string>): Check {
  return ({ inside, lastLeft }) => {
    const known = inside.length || lastLeft === null ? inside : [lastLeft];
    return known.some((geofenceId) => wanted.has(geofenceId));
  };
}

function inOneOf(tiles: readonly MapTile[]): Check {
  const wanted = new Set(tiles.map(tileKey));
  const zooms = [...new Set(tiles.map(({ zoom }) => zoom))];
  return ({ latitudeE7, longitudeE7 }) => {
    const place = { latitude: degrees(latitudeE7), longitude: degrees(longitudeE7) };
    return zooms.some((zoom) => wanted.has(tileKey(tileAt(place, zoom))));
  };
}
