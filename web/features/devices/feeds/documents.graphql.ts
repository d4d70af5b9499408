import { graphql } from '../../../__generated__/gql.ts';

/** Feeds that are asked for positions, and how that goes. */
export const FEEDS = graphql(`
  query Feeds {
    positionFeeds(first: 100) {
      totalCount
      nodes {
        ...FeedRow
      }
    }
  }
  fragment FeedRow on PositionFeed {
    id
    kind
    name
    enabled
    url
    headerNames
    identifierPrefix
    intervalSeconds
    lastPollAt
    lastSuccessAt
    lastError
    failures
    nextPollAt
    received
    stored
    duplicates
    heard
    quarantined
    rejected
  }
`);

/** Adds a feed. */
export const CREATE_FEED = graphql(`
  mutation CreateFeed($input: CreatePositionFeedInput!) {
    createPositionFeed(input: $input) {
      feed {
        ...FeedRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes a feed. */
export const UPDATE_FEED = graphql(`
  mutation UpdateFeed($input: UpdatePositionFeedInput!) {
    updatePositionFeed(input: $input) {
      feed {
        ...FeedRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Takes a feed away. */
export const DELETE_FEED = graphql(`
  mutation DeleteFeed($input: DeletePositionFeedInput!) {
    deletePositionFeed(input: $input) {
      feedId
      userErrors {
        ...Refusal
      }
    }
  }
`);
