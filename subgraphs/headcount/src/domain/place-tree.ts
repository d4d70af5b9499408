/** Which zone belongs to which places. */
export interface PlaceTree {
  /** Zones of a place and of all places below it. */
  zonesOf(placeId: string): readonly string[];
  /** A place and all places below it; none where it is unknown. */
  placesBelow(placeId: string): readonly string[];
  /** The place of a zone and all above it, from the top; none where the zone or its place is unknown. */
  placesOf(zoneId: string): readonly string[];
}

/**
 * @param zones the place of each zone, or null.
 * @param places each place with the ids from the top down to itself.
 */
export function createPlaceTree(
  zones: ReadonlyMap<string, { readonly placeId: string | null }>,
  places: ReadonlyMap<string, { readonly path: readonly string[] }>,
): PlaceTree {
  const placesOf = (zoneId: string): readonly string[] => places.get(zones.get(zoneId)?.placeId ?? '')?.path ?? [];
  const below = new Map<string, string[]>();
  for (const zoneId of zones.keys()) {
    for (const placeId of placesOf(zoneId)) {
      const siblings = below.get(placeId);
      if (siblings) siblings.push(zoneId);
      else below.set(placeId, [zoneId]);
    }
  }
  const placesBelow = (placeId: string) => [...places].flatMap(([id, { path }]) => (path.includes(placeId) ? id : []));
  return { placesOf, placesBelow, zonesOf: (placeId) => below.get(placeId) ?? [] };
}
