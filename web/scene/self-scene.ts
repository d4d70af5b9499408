import type { ZoneRow } from '../live/headcount/use-zones.ts';
import type { MapSelection } from '../map/engine.ts';
import type { MarkerLook } from '../map/features/marker-diff.ts';
import { zoneGeometry, type MapZone } from '../map/features/zone-features.ts';
import type { Scene } from './scene.ts';

/** Somebody or something where it is and was, among the zones. */
export function selfScene({
  zones,
  selection,
  self,
}: {
  readonly zones: readonly ZoneRow[];
  readonly selection: MapSelection | null;
  readonly self: MarkerLook & { readonly id: string };
}): Scene {
  const points = selection ? [{ ...self, latitude: selection.at.latitude, longitude: selection.at.longitude }] : [];
  return { zones: mapZones(zones), selectedZoneId: null, points, selection };
}

/** Zones as a map draws them; those whose shape cannot be drawn are left out. */
export function mapZones(zones: readonly ZoneRow[]): MapZone[] {
  return zones.flatMap(({ id, name, kind, version }) => {
    const geometry = zoneGeometry(version);
    return geometry ? [{ id, name, kind, geometry }] : [];
  });
}
