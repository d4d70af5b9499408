import { graphql } from '../../../__generated__/gql.ts';

/** Makes a zone. */
export const CREATE_ZONE = graphql(`
  mutation CreateZone($input: CreateGeofenceInput!) {
    createGeofence(input: $input) {
      geofence {
        id
      }
      userErrors {
        ...Refusal
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
        ...Refusal
      }
    }
  }
`);

graphql(`
  fragment TriedVisit on SimulatedVisit {
    from
    to
    isAdded
    tracker {
      id
      name
      ...TrackerCarriers
    }
  }
`);

/** Where a tracker was while it would have been inside. */
export const TRIED_WAY = graphql(`
  query TriedWay($trackerIds: [ID!]!, $from: DateTime!, $to: DateTime!) {
    tracks(trackerIds: $trackerIds, from: $from, to: $to, maxPoints: 200) {
      tracker {
        id
      }
      points {
        latitude
        longitude
        isAfterGap
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
        visits(first: 20) {
          nodes {
            ...TriedVisit
          }
          pageInfo {
            hasNextPage
          }
        }
        removedVisits(first: 20) {
          nodes {
            ...TriedVisit
          }
          pageInfo {
            hasNextPage
          }
        }
      }
      userErrors {
        ...Refusal
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
