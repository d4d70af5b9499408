import { graphql } from '../../__generated__/gql.ts';

/** Who somebody is, and the zones they are in, now or at an instant. */
export const PERSON_CARD = graphql(`
  query PersonCard($personId: ID!, $asOf: DateTime) {
    person(id: $personId) {
      id
      kind
      trade
      image {
        id
        thumbnailDataUrl
      }
      currentVisits(asOf: $asOf) {
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
