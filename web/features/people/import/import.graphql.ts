import { graphql } from '../../../__generated__/gql.ts';

/** The names of everybody, page by page: a file may be brought twice. */
export const NAMES_OF_PEOPLE = graphql(`
  query NamesOfPeople($after: String) {
    people(first: 500, after: $after) {
      nodes {
        id
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
