import { graphql } from '../../../__generated__/gql.ts';

/** Makes a place. */
export const CREATE_PLACE = graphql(`
  mutation CreatePlace($input: CreatePlaceInput!) {
    createPlace(input: $input) {
      place {
        id
        name
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);
