import { graphql } from '../../__generated__/gql.ts';

/** All geofences of the tenant with the shape that holds now, a page at a time. */
export const ZONES = graphql(`
  query Zones($after: String) {
    geofences(first: 500, after: $after) {
      nodes {
        id
        name
        kind
        place {
          id
          name
        }
        version {
          id
          boundary
          circle {
            latitude
            longitude
            radiusMeters
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

/** Headcounts of zones and places as they change; begins with all of them. */
export const HEADCOUNT_CHANGED = graphql(`
  subscription HeadcountChanged($after: String) {
    headcountChanged(after: $after) {
      cursor
      snapshot
      zones {
        id
        archivedAt
        version {
          id
        }
        headcount {
          present
          stale
        }
      }
      places {
        id
        headcount {
          present
          stale
        }
      }
    }
  }
`);

/** Who is in a zone at an instant, or now. */
export const ZONE_PEOPLE = graphql(`
  query ZonePeople($zoneId: ID!, $asOf: DateTime) {
    geofence(id: $zoneId) {
      id
      headcount(asOf: $asOf) {
        people(first: 500) {
          nodes {
            stale
            since
            person {
              id
              name
            }
          }
          totalCount
        }
      }
    }
  }
`);

/** All places of the tenant, a page at a time. */
export const PLACES = graphql(`
  query Places($after: String) {
    places(first: 500, after: $after) {
      nodes {
        id
        name
        kind
        parent {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Everybody who is in at least one zone now, counted once. */
export const TOTAL = graphql(`
  query Total {
    occupancy {
      total {
        present
        stale
      }
    }
  }
`);
