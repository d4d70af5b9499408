import { coversUnit, type UnitReach } from '@trekker/kit';

import type { PlaceTree } from './place-tree.ts';

/** What changed behind a point of a stream. */
export interface Change {
  /** Visits that began, ended, fell silent, were heard again or corrected. */
  readonly movements: readonly Movement[];
  /** Zones that were added, changed or archived. */
  readonly zoneIds: readonly string[];
  /** Places that were added. */
  readonly placeIds: readonly string[];
  readonly tree: PlaceTree;
}

/** Somebody's visit to a zone changed. */
export interface Movement {
  readonly zoneId: string;
  /** The unit that owns the person, null for the tenant itself, undefined where it is not known yet. */
  readonly unitId: string | null | undefined;
}

/** Zones and places by id. */
export interface Concerned {
  readonly zoneIds: readonly string[];
  readonly placeIds: readonly string[];
}

/**
 * Zones and places whose headcount may have changed for a viewer of a reach: what happens in a zone concerns its place
 * and all above. Movements of people beyond the reach are not told; those of people not known yet are told to all.
 */
export function concernedBy({ movements, zoneIds, placeIds, tree }: Change, reach: UnitReach): Concerned {
  const moved = movements.filter(({ unitId }) => unitId === undefined || coversUnit(reach, unitId));
  const zones = new Set([...zoneIds, ...moved.map(({ zoneId }) => zoneId)]);
  const places = new Set([...placeIds, ...[...zones].flatMap((zoneId) => tree.placesOf(zoneId))]);
  return { zoneIds: [...zones].toSorted(), placeIds: [...places].toSorted() };
}
