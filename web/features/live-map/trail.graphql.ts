import { graphql } from '../../__generated__/gql.ts';

/** Where a tracker was during the last minutes, for the line behind the selected one. */
export const TRAIL = graphql(`
  query Trail($trackerId: ID!, $from: DateTime!, $to: DateTime!) {
    tracker(id: $trackerId) {
      id
      positions(from: $from, to: $to, first: 500) {
        nodes {
          id
          latitude
          longitude
          recordedAt
        }
      }
    }
  }
`);
