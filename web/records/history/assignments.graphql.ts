import { graphql } from '../../__generated__/gql.ts';

/** The trackers of a person or an asset, the latest first; of a span if wanted. */
export const CARRIED = graphql(`
  query Carried($id: ID!, $isPerson: Boolean!, $isAsset: Boolean!, $from: DateTime, $to: DateTime, $first: Int!) {
    person(id: $id) @include(if: $isPerson) {
      id
      assignments(from: $from, to: $to, first: $first) {
        ...CarriedPage
      }
    }
    asset(id: $id) @include(if: $isAsset) {
      id
      assignments(from: $from, to: $to, first: $first) {
        ...CarriedPage
      }
    }
  }
  fragment CarriedPage on AssignmentConnection {
    nodes {
      id
      from
      to
      tracker {
        id
        name
      }
    }
    pageInfo {
      hasNextPage
    }
  }
`);
