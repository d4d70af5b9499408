import { graphql } from '../../__generated__/gql.ts';

/** Every setting with its present value. */
export const SETTINGS = graphql(`
  query Settings {
    settings {
      ...SettingRow
    }
  }
  fragment SettingRow on Setting {
    key
    title
    description
    type
    options
    value
    default
  }
`);

/** Changes settings together. */
export const UPDATE_SETTINGS = graphql(`
  mutation UpdateSettings($input: UpdateSettingsInput!) {
    updateSettings(input: $input) {
      settings {
        ...SettingRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Who changed settings, and from what to what. */
export const SETTING_HISTORY = graphql(`
  query SettingHistory($first: Int!) {
    settings {
      key
      title
      type
      history(first: $first) {
        nodes {
          at
          before
          after
          actor {
            kind
            id
            user {
              id
              name
            }
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** What was done in the tenant, newest first. */
export const AUDIT = graphql(`
  query Audit($filter: AuditFilter, $after: String) {
    auditEntries(first: 50, filter: $filter, after: $after) {
      nodes {
        id
        at
        action
        topic
        reason
        actor {
          kind
          id
          user {
            id
            name
          }
        }
        subjects {
          name
          value
        }
        details {
          name
          value
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The doors through which devices report. */
export const DOORS = graphql(`
  query Doors {
    ingestDoors {
      id
      name
      tokenPrefix
      createdAt
      closedAt
    }
  }
`);

/** Closes a door for ever. */
export const CLOSE_DOOR = graphql(`
  mutation CloseDoor($input: CloseIngestDoorInput!) {
    closeIngestDoor(input: $input) {
      door {
        id
        closedAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives the signed-in user a new password. */
export const CHANGE_PASSWORD = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      changed
      userErrors {
        ...Refusal
      }
    }
  }
`);
