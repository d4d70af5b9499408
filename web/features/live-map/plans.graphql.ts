import { graphql } from '../../__generated__/gql.ts';

/** What every place looks like, a page at a time. */
export const PLANS = graphql(`
  query Plans($after: String) {
    places(first: 500, after: $after) {
      nodes {
        id
        kind
        plan
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
