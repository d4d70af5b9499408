import { graphql } from '../../../__generated__/gql.ts';

/** Where everybody was at an instant, a page at a time. */
export const POSITIONS_AS_OF = graphql(`
  query PositionsAsOf($asOf: DateTime!, $after: String) {
    latestPositions(asOf: $asOf, first: 500, after: $after) {
      nodes {
        tracker {
          id
        }
        latitude
        longitude
        altitudeMeters
        accuracyMeters
        speedMetersPerSecond
        headingDegrees
        batteryPercent
        recordedAt
        receivedAt
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Who and what carried every tracker, now and before, a page at a time. */
export const CARRIED = graphql(`
  query CarriedAsOf($after: String) {
    trackers(first: 500, after: $after) {
      nodes {
        id
        name
        identifiers
        unit {
          id
          name
        }
        assignments {
          from
          to
          person {
            id
            name
            unit {
              id
              name
            }
          }
          asset {
            id
            name
            unit {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** How many were in which zone at an instant, and what shapes zones had. */
export const ZONES_AS_OF = graphql(`
  query ZonesAsOf($asOf: DateTime!) {
    occupancy(asOf: $asOf) {
      zones {
        zone {
          id
          name
          kind
          place {
            id
            name
          }
          versions {
            id
            validFrom
            validTo
            ...ZoneShape
            rules {
              minAltitudeMeters
              maxAltitudeMeters
            }
          }
        }
        headcount {
          ...LimitedHeadcount
        }
      }
    }
  }
`);
