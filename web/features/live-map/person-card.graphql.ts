import { graphql } from '../../__generated__/gql.ts';

/** Who somebody is, and the zones they are in now. */
export const PERSON_CARD = graphql(`
  query PersonCard($personId: ID!) {
    person(id: $personId) {
      id
      kind
      trade
      image {
        id
        thumbnailDataUrl
      }
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
