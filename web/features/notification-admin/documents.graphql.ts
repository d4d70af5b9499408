import { graphql } from '../../__generated__/gql.ts';

graphql(`
  fragment ListedRule on NotificationRule {
    id
    name
    enabled
    kinds
    geofenceKinds
    geofences {
      id
      name
    }
    places {
      id
      name
    }
    people {
      id
      name
    }
    assets {
      id
      name
    }
    units {
      id
      name
    }
    lateAfterMinutes
    throttleSeconds
    quietHours {
      from
      to
      timeZone
    }
    inAppUsers {
      userId
      name
    }
    emailUsers {
      userId
      name
    }
    emailAddresses
    endpoints {
      id
      url
    }
  }
`);

graphql(`
  fragment ListedEndpoint on WebhookEndpoint {
    id
    url
    description
    enabled
    disabledReason
    previousSecretUntil
    failingSince
    createdAt
  }
`);

graphql(`
  fragment ListedDelivery on NotificationDelivery {
    id
    kind
    status
    text
    channel
    state
    createdAt
    nextAttemptAt
    settledAt
    lastStatusCode
    lastError
    emailAddress
    device
    rule {
      id
      name
    }
    user {
      userId
      name
    }
    endpoint {
      id
      url
    }
    attempts {
      number
      startedAt
      statusCode
      error
      response
    }
  }
`);

/** Who is told of what. */
export const RULES = graphql(`
  query NotificationRules($after: String) {
    notificationRules(first: 200, after: $after) {
      nodes {
        ...ListedRule
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Where webhooks go. */
export const ENDPOINTS = graphql(`
  query WebhookEndpoints($after: String) {
    webhookEndpoints(first: 200, after: $after) {
      nodes {
        ...ListedEndpoint
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Users whom rules may tell. */
export const RECIPIENTS = graphql(`
  query NotificationRecipients($after: String) {
    notificationRecipients(first: 200, after: $after) {
      nodes {
        userId
        name
        hasEmail
        active
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What became of what was told, newest first. */
export const DELIVERIES = graphql(`
  query NotificationDeliveries($filter: NotificationDeliveryFilter, $first: Int!) {
    notificationDeliveries(filter: $filter, first: $first) {
      nodes {
        ...ListedDelivery
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

/** Adds a rule. */
export const CREATE_RULE = graphql(`
  mutation CreateRule($input: CreateNotificationRuleInput!) {
    createNotificationRule(input: $input) {
      rule {
        ...ListedRule
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes a rule; what is left out stays. */
export const UPDATE_RULE = graphql(`
  mutation UpdateRule($input: UpdateNotificationRuleInput!) {
    updateNotificationRule(input: $input) {
      rule {
        ...ListedRule
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Deletes a rule. */
export const DELETE_RULE = graphql(`
  mutation DeleteRule($input: DeleteNotificationRuleInput!) {
    deleteNotificationRule(input: $input) {
      ruleId
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Tells everybody of a rule that it works. */
export const TEST_RULE = graphql(`
  mutation TestRule($input: TestNotificationRuleInput!) {
    testNotificationRule(input: $input) {
      deliveries {
        ...ListedDelivery
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Adds an endpoint; its secret is told once. */
export const CREATE_ENDPOINT = graphql(`
  mutation CreateEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      endpoint {
        ...ListedEndpoint
      }
      secret
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes an endpoint; what is left out stays. */
export const UPDATE_ENDPOINT = graphql(`
  mutation UpdateEndpoint($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      endpoint {
        ...ListedEndpoint
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Deletes an endpoint. */
export const DELETE_ENDPOINT = graphql(`
  mutation DeleteEndpoint($input: DeleteWebhookEndpointInput!) {
    deleteWebhookEndpoint(input: $input) {
      endpointId
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives an endpoint a new secret, told once. */
export const ROTATE_SECRET = graphql(`
  mutation RotateSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      endpoint {
        ...ListedEndpoint
      }
      secret
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sends a trial to an endpoint. */
export const TEST_ENDPOINT = graphql(`
  mutation TestEndpoint($input: TestWebhookEndpointInput!) {
    testWebhookEndpoint(input: $input) {
      delivery {
        ...ListedDelivery
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Tries a delivery again. */
export const REDELIVER = graphql(`
  mutation Redeliver($input: RedeliverNotificationInput!) {
    redeliverNotification(input: $input) {
      delivery {
        ...ListedDelivery
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
