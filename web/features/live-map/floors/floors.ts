import type { ZoneRow } from '../../../live/headcount/use-zones.ts';
import type { LatestPosition } from '../../../live/position-store.ts';
import type { PlannedPlace } from '../../../live/use-plan.ts';
import type { GeoBounds } from '../../../map/engine.ts';
import { boundsOf, isWithin } from '../../../map/features/bounds.ts';
import { planBounds } from '../../../map/features/plan-features.ts';
import { zoneBounds } from '../../../map/features/zone-features.ts';
import { byName } from '../../../ui/by-name.ts';
import { toMapZone } from '../use-zone-layer.ts';

/** Metres as devices report altitude; null: no limit. */
export interface AltitudeBand {
  readonly from: number | null;
  readonly to: number | null;
}

/** A floor that can be looked at. */
export interface Floor {
  readonly id: string;
  readonly name: string;
  /** The altitudes its zones allow, or null where they allow all. */
  readonly band: AltitudeBand | null;
}

/** What floors are part of, most often a building. */
export interface Storeys {
  readonly id: string;
  readonly name: string;
  /** From the highest down, as they lie; those without altitudes behind them, by name. */
  readonly floors: readonly Floor[];
  /** The ground that the floors cover. */
  readonly bounds: GeoBounds;
}

/** The floor somebody looks at. */
export interface ChosenFloor extends Floor {
  readonly storeys: Storeys;
}

/** All that has floors, by name. Floors that are nowhere, without plan and zones, are left out with what they are part of. */
export function storeysOf(places: readonly PlannedPlace[], zones: readonly ZoneRow[]): Storeys[] {
  const floorAt = floorsAbove(places);
  const zonesOn = Map.groupBy(zones, ({ place }) => floorAt(place?.id));
  const floors = places.filter(({ kind }) => kind === 'FLOOR');
  const byParent = Map.groupBy(floors, ({ id, parent }) => parent?.id ?? id);
  const names = new Map(places.map(({ id, name }) => [id, name]));
  return [...byParent]
    .flatMap(([id, own]): Storeys[] => {
      const here = own.flatMap((floor) => zonesOn.get(floor.id) ?? []);
      const drawn = places.filter((place) => own.some((floor) => floor.id === floorAt(place.id)));
      const bounds = hull([zoneBounds(here.flatMap(toMapZone)), ...drawn.map(({ plan }) => planBounds(plan))]);
      if (!bounds) return [];
      const told = own.map((floor) => ({
        id: floor.id,
        name: floor.name,
        band: bandOf(zonesOn.get(floor.id) ?? []),
      }));
      return [{ id, name: names.get(id) ?? '', floors: told.toSorted(fromTheTop), bounds }];
    })
    .toSorted(byName);
}

/** The floor of an id with what it is part of, or null. */
export function floorOf(storeys: readonly Storeys[], floorId: string | null): ChosenFloor | null {
  for (const each of storeys) {
    const floor = each.floors.find(({ id }) => id === floorId);
    if (floor) return { ...floor, storeys: each };
  }
  return null;
}

/**
 * The zones there are where a floor is looked at: its own, and those of no other floor of the same building.
 * @param selectedId a zone that is shown in any case, or null.
 */
export function zonesOnFloor(
  zones: readonly ZoneRow[],
  { places, floor, selectedId }: { places: readonly PlannedPlace[]; floor: ChosenFloor; selectedId: string | null },
): ZoneRow[] {
  const floorAt = floorsAbove(places);
  const others = new Set(floor.storeys.floors.map(({ id }) => id).filter((id) => id !== floor.id));
  return zones.filter(({ id, place }) => id === selectedId || !others.has(floorAt(place?.id) ?? ''));
}

/** Where somebody is, seen from a floor. `unknown`: on the ground it covers, at an altitude nobody knows. */
export type Level = 'here' | 'elsewhere' | 'unknown' | 'outside';

/** Tells by altitude whether a position is on a floor; limits are still on it. */
export function levelOf(position: LatestPosition, { band, storeys }: Pick<ChosenFloor, 'band' | 'storeys'>): Level {
  if (!isWithin(position, storeys.bounds)) return 'outside';
  const { altitudeMeters } = position;
  if (!band || altitudeMeters === null) return 'unknown';
  const isBelow = band.from !== null && altitudeMeters < band.from;
  const isAbove = band.to !== null && altitudeMeters > band.to;
  return isBelow || isAbove ? 'elsewhere' : 'here';
}

/** Whether something is large enough on the screen to be told apart from a dot, and in view. */
export function isSeen({ south, west, north, east }: GeoBounds, view: GeoBounds): boolean {
  const overlaps = south <= view.north && north >= view.south && west <= view.east && east >= view.west;
  const part = Math.max((north - south) / (view.north - view.south), (east - west) / (view.east - view.west));
  return overlaps && part >= SMALLEST_PART;
}

// Of the view: on a desk some 30 pixels, less than a plan says anything in.
const SMALLEST_PART = 0.03;

/** Finds the floor that a place is, or is part of. */
function floorsAbove(places: readonly PlannedPlace[]): (placeId: string | undefined) => string | null {
  const byId = new Map(places.map((place) => [place.id, place]));
  return function floorAt(placeId): string | null {
    const place = placeId === undefined ? undefined : byId.get(placeId);
    if (!place || place.kind === 'FLOOR') return place?.id ?? null;
    return floorAt(place.parent?.id);
  };
}

/** All altitudes that some zones allow; a zone without limits says nothing of its floor. */
function bandOf(zones: readonly ZoneRow[]): AltitudeBand | null {
  const rules = zones.map(({ version }) => version.rules).filter(isLimited);
  if (!rules.length) return null;
  const from = rules.map(({ minAltitudeMeters }) => minAltitudeMeters ?? -Infinity);
  const to = rules.map(({ maxAltitudeMeters }) => maxAltitudeMeters ?? Infinity);
  return { from: finite(Math.min(...from)), to: finite(Math.max(...to)) };
}

function isLimited({ minAltitudeMeters, maxAltitudeMeters }: ZoneRow['version']['rules']): boolean {
  return typeof minAltitudeMeters === 'number' || typeof maxAltitudeMeters === 'number';
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function fromTheTop(a: Floor, b: Floor): number {
  return (bottomOf(b) ?? -Infinity) - (bottomOf(a) ?? -Infinity) || byName(a, b);
}

/** What floors are ordered by: who has only an upper limit lies below it. */
function bottomOf({ band }: Floor): number | null {
  return band && (band.from ?? (band.to ?? 0) - 1_000);
}

function hull(boxes: readonly (GeoBounds | null)[]): GeoBounds | null {
  return boundsOf(
    boxes.flatMap((box) =>
      box
        ? [
            { latitude: box.south, longitude: box.west },
            { latitude: box.north, longitude: box.east },
          ]
        : [],
    ),
  );
}
