import { graphql } from '../../__generated__/gql.ts';

/** How the signed-in user wants to be told. */
export const PREFERENCES = graphql(`
  query NotificationPreferences {
    notificationPreferences {
      ...OwnPreferences
    }
  }
`);

/** What the form shows of it. */
export const OWN_PREFERENCES = graphql(`
  fragment OwnPreferences on NotificationPreferences {
    userId
    email
    leftOut {
      kind
      channels
    }
    quietHours {
      from
      to
      timeZone
    }
    urgentKinds
  }
`);

/** Says how the signed-in user wants to be told from now on. */
export const SET_PREFERENCES = graphql(`
  mutation SetNotificationPreferences($input: SetNotificationPreferencesInput!) {
    setNotificationPreferences(input: $input) {
      preferences {
        ...OwnPreferences
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sets the address at which the signed-in user is told by e-mail, or takes it away. */
export const SET_OWN_EMAIL = graphql(`
  mutation SetOwnEmail($input: SetOwnEmailInput!) {
    setOwnEmail(input: $input) {
      changed
      userErrors {
        ...Refusal
      }
    }
  }
`);
