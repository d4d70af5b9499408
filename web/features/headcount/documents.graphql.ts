import { graphql } from '../../__generated__/gql.ts';

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

/** Who was where at an instant: every zone that held then, and every place. */
export const OCCUPANCY = graphql(`
  query Occupancy($asOf: DateTime!) {
    occupancy(asOf: $asOf) {
      asOf
      total {
        present
        stale
      }
      zones {
        zone {
          id
          name
          kind
          place {
            id
          }
        }
        headcount {
          present
          stale
        }
      }
      places {
        place {
          id
          name
          kind
          parent {
            id
          }
        }
        headcount {
          present
          stale
        }
      }
    }
  }
`);
