import { graphql } from '../../__generated__/gql.ts';

/** Makes the first tenant of an installation and its administrator. */
export const SET_UP = graphql(`
  mutation SetUp($input: SetUpInput!) {
    setUp(input: $input) {
      tenant {
        slug
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
