import type { GeofenceKind, PlaceKind } from '../../__generated__/graphql.ts';
import { byName } from '../../ui/by-name.ts';

/** A place as the list of places tells it. */
export interface PlaceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: PlaceKind;
  /** IANA time zone, or null for that of the place above. */
  readonly timeZone: string | null;
  readonly parent: { readonly id: string } | null;
}

/** A zone as far as the tree needs it. */
export interface TreeZone {
  readonly id: string;
  readonly name: string;
  readonly kind: GeofenceKind;
  readonly place: { readonly id: string } | null;
}

/** A place of the tree, or the zones that belong to none. */
export interface PlaceBranch<Zone> {
  /** Null for the zones without a place. */
  readonly place: PlaceRow | null;
  /** How many places are above it. */
  readonly depth: number;
  /** The time zone that holds here, own or of a place above; null: the tenant's. */
  readonly timeZone: string | null;
  /** Zones of this very place, by name. */
  readonly zones: readonly Zone[];
}

/** Which zones are shown. */
export interface ZoneFilter {
  /** Part of a name, in any case; empty for all. */
  readonly text: string;
  /** Only these kinds; none for all. */
  readonly kinds: readonly GeofenceKind[];
}

/**
 * Places in the order of the tree, each with its zones; zones without a known place come last. With a filter, places
 * without any zone in or below them that fits are left out.
 */
export function zoneTree<Zone extends TreeZone>(
  places: readonly PlaceRow[],
  zones: readonly Zone[],
  { text, kinds }: ZoneFilter,
): PlaceBranch<Zone>[] {
  const known = new Set(places.map(({ id }) => id));
  const home = (owner: { readonly id: string } | null) => (owner && known.has(owner.id) ? owner.id : null);
  const wanted = text.trim().toLocaleLowerCase();
  const fitting = zones.filter(
    ({ name, kind }) => name.toLocaleLowerCase().includes(wanted) && (!kinds.length || kinds.includes(kind)),
  );
  const zonesOf = Map.groupBy(fitting.toSorted(byName), ({ place }) => home(place));
  const below = Map.groupBy(places.toSorted(byName), ({ parent }) => home(parent));
  const filtering = wanted !== '' || kinds.length > 0;

  function branches(parentId: string | null, above: { depth: number; timeZone: string | null }): PlaceBranch<Zone>[] {
    return (below.get(parentId) ?? []).flatMap((place) => {
      const timeZone = place.timeZone ?? above.timeZone;
      const own = { place, depth: above.depth, timeZone, zones: zonesOf.get(place.id) ?? [] };
      const children = branches(place.id, { depth: above.depth + 1, timeZone });
      return filtering && !own.zones.length && !children.length ? [] : [own, ...children];
    });
  }

  const elsewhere = zonesOf.get(null) ?? [];
  const rest = elsewhere.length ? [{ place: null, depth: 0, timeZone: null, zones: elsewhere }] : [];
  return [...branches(null, { depth: 0, timeZone: null }), ...rest];
}

/** The names from the topmost place down to one, or none for a place that is not known. */
export function placePath(places: readonly PlaceRow[], placeId: string | null): string[] {
  const place = places.find(({ id }) => id === placeId);
  return place ? [...placePath(places, place.parent?.id ?? null), place.name] : [];
}

/** The places that a place may be part of: not itself, and none below it. */
export function placesBeside(places: readonly PlaceRow[], placeId: string): PlaceRow[] {
  const parents = new Map(places.map(({ id, parent }) => [id, parent?.id ?? null]));
  const isBelow = (id: string | null): boolean => id !== null && (id === placeId || isBelow(parents.get(id) ?? null));
  return places.filter(({ id }) => !isBelow(id));
}

/** The time zone that holds in a place, own or of a place above; null: the tenant's. */
export function timeZoneOf(places: readonly PlaceRow[], placeId: string | null): string | null {
  const place = places.find(({ id }) => id === placeId);
  return place ? (place.timeZone ?? timeZoneOf(places, place.parent?.id ?? null)) : null;
}
