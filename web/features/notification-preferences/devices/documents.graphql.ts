import { graphql } from '../../../__generated__/gql.ts';

/** By which browsers the signed-in user is told. */
export const DEVICES = graphql(`
  query PushDevices {
    webPush {
      serverKey
      subscriptions {
        ...PushDevice
      }
    }
  }
`);

/** A browser as the list shows it. */
export const PUSH_DEVICE = graphql(`
  fragment PushDevice on PushSubscription {
    id
    label
    createdAt
    lastSuccessAt
  }
`);

/** Tells the signed-in user by this browser. */
export const SUBSCRIBE = graphql(`
  mutation SubscribeToPush($input: SubscribeToPushInput!) {
    subscribeToPush(input: $input) {
      subscription {
        ...PushDevice
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Tells them by one of their browsers no more. */
export const UNSUBSCRIBE = graphql(`
  mutation UnsubscribeFromPush($input: UnsubscribeFromPushInput!) {
    unsubscribeFromPush(input: $input) {
      subscriptionId
      userErrors {
        ...Refusal
      }
    }
  }
`);
