import { graphql } from '../../__generated__/gql.ts';

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
