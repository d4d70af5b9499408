import { graphql } from '../../../__generated__/gql.ts';

/** The zones of a place, or all of them, as a file. */
export const EXPORT_ZONES = graphql(`
  query ExportZones($format: GeofenceFormat!, $placeId: ID) {
    exportGeofences(format: $format, placeId: $placeId) {
      text
      geofences
    }
  }
`);
