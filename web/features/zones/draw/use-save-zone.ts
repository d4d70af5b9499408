import { useMutation } from 'urql';
import type { GeofenceKind, PresenceRulesInput } from '../../../__generated__/graphql.ts';
import type { ZoneGeometry } from '../../../map/features/zone-features.ts';
import { CREATE_ZONE, RESHAPE_ZONE } from './draw.graphql.ts';

/** What the form says of a zone. */
export interface ZoneGiven {
  readonly name: string;
  readonly kind: GeofenceKind;
  readonly placeId: string | null;
  /** Null: as it is. */
  readonly geometry: ZoneGeometry | null;
  readonly rules?: PresenceRulesInput;
}

/** Makes a zone, or changes one from now on. @param zoneId the zone to change, or null for a new one. */
export function useSaveZone(zoneId: string | null) {
  const [creation, create] = useMutation(CREATE_ZONE);
  const [update, change] = useMutation(RESHAPE_ZONE);
  return {
    busy: creation.fetching || update.fetching,
    save: async ({ kind, geometry, ...given }: ZoneGiven) =>
      zoneId === null
        ? (await create({ input: { ...given, kind, ...geometry } })).data?.createGeofence
        : (await change({ input: { ...given, geofenceId: zoneId, ...geometry } })).data?.updateGeofence,
  };
}
