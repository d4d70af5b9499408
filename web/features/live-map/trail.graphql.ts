import { graphql } from '../../__generated__/gql.ts';

/** Where one tracker was during the last minutes. */
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

/** Where the first hundred trackers were during the last minutes; whoever is looked at besides is asked for by `TRAIL`. */
export const TRAILS = graphql(`
  query Trails($from: DateTime!, $to: DateTime!) {
    trackers(first: 100) {
      nodes {
        id
        positions(from: $from, to: $to, first: 150) {
          nodes {
            id
            latitude
            longitude
            recordedAt
          }
        }
      }
    }
  }
`);
