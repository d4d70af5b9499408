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
 * The stations of a muster where none are named, by id: every muster point of the place above and all below that, the
 * scope included; where that has none, of the next place above that has. At the top: those of the place and below.
 */
export function stationsBeside({ places, zones }: Structure, placeId: string): string[] {
  const path = places.get(placeId)?.path ?? [];
  const stations = [...zones].filter(([, zone]) => isStation(zone));
  for (const root of path.length > 1 ? path.slice(0, -1).toReversed() : path) {
    const beside = stations.filter(([, zone]) => pathOf(places, zone).includes(root));
    if (beside.length) return beside.map(([zoneId]) => zoneId).toSorted();
  }
  return [];
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
