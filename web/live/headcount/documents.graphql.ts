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
          ...ZoneShape
          rules {
            minAltitudeMeters
            maxAltitudeMeters
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

graphql(`
  fragment HeadcountLimit on HeadcountLimit {
    minimum
    maximum
    state
    limit {
      id
      kinds
      company {
        id
        name
      }
    }
  }
`);

graphql(`
  fragment LimitedHeadcount on Headcount {
    present
    probable
    stale
    unknown
    limits {
      ...HeadcountLimit
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
          ...LimitedHeadcount
        }
      }
      places {
        id
        headcount {
          ...LimitedHeadcount
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
            state
            stateSince
            since
            source
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
        probable
        stale
        unknown
      }
    }
  }
`);

/** Everybody who is in a zone, apart by what they have in common. */
export const SPLIT = graphql(`
  query SplitHeadcount($by: HeadcountSplit!, $asOf: DateTime) {
    occupancy(asOf: $asOf) {
      total {
        split(by: $by) {
          unit {
            id
            name
          }
          label
          kind
          present
          probable
          stale
          unknown
        }
      }
    }
  }
`);
