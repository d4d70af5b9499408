import type { GeofenceKind, PlaceKind } from '../../__generated__/graphql.ts';
import type { LimitedCount } from './headcount-store.ts';
import { byName } from '../../ui/by-name.ts';

/** A zone with its headcount. */
export interface BoardZone {
  readonly id: string;
  readonly name: string;
  readonly kind: GeofenceKind;
  /** Null while unknown. */
  readonly count: BoardCount | null;
}

/** A place with the headcount of everything in and below it. */
export interface BoardPlace {
  readonly id: string;
  readonly name: string;
  readonly kind: PlaceKind;
  /** Null while unknown. Each person counts once, so it may be less than the sum of its zones. */
  readonly count: BoardCount | null;
  /** Zones of this very place, by name. */
  readonly zones: readonly BoardZone[];
  /** Places directly below, by name. */
  readonly children: readonly BoardPlace[];
}

/** The tree of places, and the zones that belong to none. */
export interface Board {
  readonly places: readonly BoardPlace[];
  readonly elsewhere: readonly BoardZone[];
}

/** A headcount, and which version of the live counts brought it; without a version it is of the past. */
export interface BoardCount extends LimitedCount {
  readonly version?: number;
}

/** What a board is made of. */
export interface BoardSources {
  readonly zones: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: GeofenceKind;
    readonly place: { readonly id: string } | null;
  }[];
  readonly places: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: PlaceKind;
    readonly parent: { readonly id: string } | null;
  }[];
  readonly counts: {
    readonly zones: ReadonlyMap<string, BoardCount>;
    readonly places: ReadonlyMap<string, BoardCount>;
  };
}

/** The tree of places with their zones. A place or zone whose place is not known stands at the top or apart. */
export function boardOf({ zones, places, counts }: BoardSources): Board {
  const known = new Set(places.map(({ id }) => id));
  const home = (owner: { readonly id: string } | null) => (owner && known.has(owner.id) ? owner.id : null);
  const zonesByPlace = Map.groupBy(zones, ({ place }) => home(place));
  const placesByParent = Map.groupBy(places, ({ parent }) => home(parent));

  function zonesIn(placeId: string | null): BoardZone[] {
    const own = zonesByPlace.get(placeId) ?? [];
    return own.map(({ id, name, kind }) => ({ id, name, kind, count: counts.zones.get(id) ?? null })).toSorted(byName);
  }

  function placesBelow(parentId: string | null): BoardPlace[] {
    const below = placesByParent.get(parentId) ?? [];
    return below
      .map(({ id, name, kind }) => ({
        id,
        name,
        kind,
        count: counts.places.get(id) ?? null,
        zones: zonesIn(id),
        children: placesBelow(id),
      }))
      .toSorted(byName);
  }

  return { places: placesBelow(null), elsewhere: zonesIn(null) };
}
