import { graphql } from '../../__generated__/gql.ts';

/** When a tracker was heard from how well, the connections it kept open meanwhile, and how it is heard now. */
export const CONNECTION_HISTORY = graphql(`
  query ConnectionHistory($trackerId: ID!, $from: DateTime!, $to: DateTime!) {
    tracker(id: $trackerId) {
      id
      status {
        state
        reason
        protocol
      }
      connectionHistory(from: $from, to: $to, first: 500) {
        nodes {
          status
          from
          to
        }
        pageInfo {
          hasNextPage
        }
      }
      connections(from: $from, to: $to, first: 500) {
        nodes {
          id
          from
          to
          endReason
          protocol
        }
      }
    }
  }
`);
