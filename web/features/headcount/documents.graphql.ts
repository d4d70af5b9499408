import { graphql } from '../../__generated__/gql.ts';

/** Who was where at an instant: every zone that held then, and every place. */
export const OCCUPANCY = graphql(`
  query Occupancy($asOf: DateTime!) {
    occupancy(asOf: $asOf) {
      asOf
      total {
        present
        probable
        stale
        unknown
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
          ...LimitedHeadcount
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
          ...LimitedHeadcount
        }
      }
    }
  }
`);

/** What was marked by hand last, the latest first. */
export const MARKS = graphql(`
  query Marks {
    presenceMarks(first: 20) {
      nodes {
        id
        kind
        source
        at
        note
        person {
          id
          name
        }
        zone {
          id
          name
        }
      }
    }
  }
`);
