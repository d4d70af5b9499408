import { graphql } from '../../__generated__/gql.ts';

/** The zones somebody is in now. */
export const PERSON_ZONES = graphql(`
  query PersonZones($personId: ID!) {
    person(id: $personId) {
      id
      currentVisits {
        id
        from
        stalePhases {
          from
          to
        }
        geofence {
          id
          name
          kind
        }
      }
    }
  }
`);
