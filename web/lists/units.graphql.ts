import { graphql } from '../__generated__/gql.ts';

/** All units of the tenant, a page at a time. */
export const UNITS = graphql(`
  query Units($after: String) {
    units(first: 500, after: $after) {
      nodes {
        id
        name
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
