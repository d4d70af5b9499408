import { graphql } from '../../../__generated__/gql.ts';

/** Keys of programs, the newest first. */
export const API_KEYS = graphql(`
  query ApiKeys($first: Int!, $after: String) {
    apiKeys(first: $first, after: $after) {
      totalCount
      nodes {
        ...ApiKeyRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment ApiKeyRow on ApiKey {
    id
    name
    secretPrefix
    permissions
    createdAt
    expiresAt
    lastUsedAt
    revokedAt
    unit {
      id
      name
    }
    createdBy {
      id
      name
    }
  }
`);

/** Makes a key; its secret is told here and never again. */
export const CREATE_API_KEY = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      key {
        id
        name
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Revokes a key. */
export const REVOKE_API_KEY = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      key {
        id
        revokedAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
