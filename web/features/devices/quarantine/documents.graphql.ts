import { graphql } from '../../../__generated__/gql.ts';

/** Fixes that were not accepted, and how many there are for which reason. */
export const QUARANTINE = graphql(`
  query Quarantine($first: Int!, $after: String, $filter: QuarantineFilter, $counted: QuarantineFilter) {
    quarantinedFixes(first: $first, after: $after, filter: $filter) {
      totalCount
      nodes {
        ...QuarantineRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    quarantineCounts(filter: $counted) {
      byReason {
        reason
        count
      }
    }
  }
  fragment QuarantineRow on QuarantinedFix {
    id
    reason
    message
    identifier
    transport
    raw
    receivedAt
    tracker {
      id
      name
    }
  }
`);

/** Replays of many fixes, the newest first. */
export const REPLAYS = graphql(`
  query Replays {
    quarantineReplays(first: 5) {
      nodes {
        id
        state
        createdAt
        finishedAt
        total
        replayed
        accepted
        heard
        refused {
          reason
          count
        }
      }
    }
  }
`);

/** Sends one fix through intake once more. */
export const REPLAY_FIX = graphql(`
  mutation ReplayFix($input: ReplayQuarantinedFixInput!) {
    replayQuarantinedFix(input: $input) {
      position {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sends every fix that fits through intake once more, in the background. */
export const REPLAY_FIXES = graphql(`
  mutation ReplayFixes($input: ReplayQuarantinedFixesInput!) {
    replayQuarantinedFixes(input: $input) {
      replay {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Takes fixes out of quarantine for good. */
export const DISCARD_FIXES = graphql(`
  mutation DiscardFixes($input: DiscardQuarantinedFixesInput!) {
    discardQuarantinedFixes(input: $input) {
      discarded
      remaining
      userErrors {
        ...Refusal
      }
    }
  }
`);
