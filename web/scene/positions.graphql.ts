import { graphql } from '../__generated__/gql.ts';

/** Where a tracker was during a stretch of time, a page at a time. */
export const WAY = graphql(`
  query Way($trackerId: ID!, $from: DateTime!, $to: DateTime!, $after: String) {
    tracker(id: $trackerId) {
      id
      positions(from: $from, to: $to, first: 500, after: $after) {
        nodes {
          id
          latitude
          longitude
          recordedAt
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);
