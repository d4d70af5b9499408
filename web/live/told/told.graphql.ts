import { graphql } from '../../__generated__/gql.ts';

graphql(`
  fragment SeenTo on Notification {
    id
    eventId
    status
    acknowledgedAt
    acknowledgedBy {
      userId
      name
    }
  }
`);

graphql(`
  fragment ToldNotification on Notification {
    ...SeenTo
    kind
    text
    at
    toldAt
    changedAt
    readAt
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

/** Notifications as they come, are corrected, withdrawn or seen to. */
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
