import { graphql } from '../../__generated__/gql.ts';

/** What the signed-in user was told, a part of it, and how much of all is unread. */
export const NOTIFICATIONS = graphql(`
  query Notifications($first: Int!, $after: String) {
    notifications(first: $first, after: $after) {
      unreadCount
      nodes {
        ...ToldNotification
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Notes that the signed-in user read notifications; without ids all of them. */
export const MARK_READ = graphql(`
  mutation MarkNotificationsRead($input: MarkNotificationsReadInput!) {
    markNotificationsRead(input: $input) {
      unreadCount
      userErrors {
        ...Refusal
      }
    }
  }
`);
