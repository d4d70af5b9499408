import type { Site } from '@trekker/simulator';

import type { Api } from './api.ts';
import { make } from './made.ts';

/** Makes the places of the site and its zones, as far as they do not exist yet. Zones hold from `since` on, RFC 3339. */
export async function seedZones(api: Api, site: Site, since: string): Promise<void> {
  const known = await api.run<{ places: { nodes: PlaceNode[] }; geofences: { nodes: { name: string }[] } }>(
    'query Zones { places(first: 500) { nodes { id name parent { id } } } geofences(first: 500) { nodes { name } } }',
  );
  const placeIds = new Map<string, string>();
  for (const { id, parentId: above, name, kind, timeZone, plan } of site.places) {
    const parentId = above === null ? null : (placeIds.get(above) ?? null);
    const same = (place: PlaceNode) => place.name === name && (place.parent?.id ?? null) === parentId;
    const input = { name, kind, parentId, timeZone, plan };
    placeIds.set(id, known.places.nodes.find(same)?.id ?? (await make(api, ['createPlace', 'place'], input)));
  }
  const names = new Set(known.geofences.nodes.map((geofence) => geofence.name));
  for (const { name, kind, polygon, placeId } of site.zones.filter((zone) => !names.has(zone.name))) {
    const input = { name, kind, placeId: placeIds.get(placeId), boundary: polygon, validFrom: since };
    await make(api, ['createGeofence', 'geofence'], input);
  }
}

interface PlaceNode {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly id: string } | null;
}
