/** A place as mustering sees it. */
export interface PlaceOfMuster {
  readonly name: string;
  /** Ids from the top down to the place itself. */
  readonly path: readonly string[];
  /** IANA name; null: that of the place above. */
  readonly timeZone: string | null;
}

/** A zone as mustering sees it. */
export interface ZoneOfMuster {
  readonly name: string;
  readonly kind: string;
  readonly placeId: string | null;
  readonly archived: boolean;
}

/** All places and zones of a tenant, by id. */
export interface Structure {
  readonly places: ReadonlyMap<string, PlaceOfMuster>;
  readonly zones: ReadonlyMap<string, ZoneOfMuster>;
}

/** Zones of a place and all below it, by id; archived ones too, for whoever was lost in one. */
export function zonesBelow({ places, zones }: Structure, placeId: string): string[] {
  const inside = [...zones].filter(([, zone]) => pathOf(places, zone).includes(placeId));
  return inside.map(([zoneId]) => zoneId).toSorted();
}

/**
 * The stations of a muster where none are named, by id: every muster point of the place and below, of the place above
 * itself, and of the other places there.
 */
export function stationsBeside({ places, zones }: Structure, placeId: string): string[] {
  const parentId = places.get(placeId)?.path.at(-2);
  const root = parentId ?? placeId;
  const stations = [...zones].filter(([, zone]) => isStation(zone) && pathOf(places, zone).includes(root));
  return stations.map(([zoneId]) => zoneId).toSorted();
}

/** Whether people can be accounted for in a zone. */
export function isStation({ kind, archived }: ZoneOfMuster): boolean {
  return kind === 'MUSTER_POINT' && !archived;
}

/** The time zone of a place: its own, or that of the nearest place above that has one. */
export function timeZoneOf({ places }: Structure, placeId: string, tenantTimeZone: string): string {
  const path = places.get(placeId)?.path ?? [];
  const zones = path.flatMap((id) => places.get(id)?.timeZone ?? []);
  return zones.at(-1) ?? tenantTimeZone;
}

function pathOf(places: Structure['places'], { placeId }: ZoneOfMuster): readonly string[] {
  return places.get(placeId ?? '')?.path ?? [];
}
