import { graphql } from '../../__generated__/gql.ts';

graphql(`
  fragment ToldNotification on Notification {
    id
    kind
    status
    text
    at
    toldAt
    changedAt
    readAt
    acknowledgedAt
    acknowledgedBy {
      userId
      name
    }
    musterId
    person {
      id
      name
    }
    asset {
      id
      name
    }
    geofence {
      id
      name
    }
  }
`);

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

/** Notifications as they come, are corrected or withdrawn. */
export const NOTIFICATION_RECEIVED = graphql(`
  subscription NotificationReceived($after: String) {
    notificationReceived(after: $after) {
      cursor
      notification {
        ...ToldNotification
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

/** Notes that the signed-in user sees to what a notification tells of. */
export const ACKNOWLEDGE = graphql(`
  mutation AcknowledgeNotification($input: AcknowledgeNotificationInput!) {
    acknowledgeNotification(input: $input) {
      notification {
        ...ToldNotification
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
