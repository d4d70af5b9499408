import { graphql } from '../../../__generated__/gql.ts';

/** Makes a zone. */
export const CREATE_ZONE = graphql(`
  mutation CreateZone($input: CreateGeofenceInput!) {
    createGeofence(input: $input) {
      geofence {
        id
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** Gives a zone another shape, place or rules, from an instant on. */
export const RESHAPE_ZONE = graphql(`
  mutation ReshapeZone($input: UpdateGeofenceInput!) {
    updateGeofence(input: $input) {
      geofence {
        id
        version {
          id
          number
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** What settings would have made of history. */
export const TRY_ZONE = graphql(`
  query TryZone($input: SimulateGeofenceInput!) {
    simulateGeofence(input: $input) {
      simulation {
        fixes
        trackers
        draft {
          visits
          flaps
          minutesInside
        }
        today {
          visits
          flaps
          minutesInside
        }
        visits(first: 8) {
          nodes {
            from
            to
            tracker {
              id
              name
            }
          }
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** What can be made of a boundary that was not drawn well. */
export const REPAIR_SHAPE = graphql(`
  query RepairShape($boundary: GeoJSON!) {
    repairedGeometry(boundary: $boundary) {
      boundary
      changes {
        code
        message
        polygon
        ring
      }
      areaBeforeSquareMeters
      areaAfterSquareMeters
    }
  }
`);
