import { graphql } from '../../../__generated__/gql.ts';

/** Gives a place another name or time zone. */
export const UPDATE_PLACE = graphql(`
  mutation UpdatePlace($input: UpdatePlaceInput!) {
    updatePlace(input: $input) {
      place {
        id
        name
        timeZone
        parent {
          id
          name
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Makes a place. */
export const CREATE_PLACE = graphql(`
  mutation CreatePlace($input: CreatePlaceInput!) {
    createPlace(input: $input) {
      place {
        id
        name
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
