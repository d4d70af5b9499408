import { graphql } from '../../__generated__/gql.ts';

/** Who signs in, a page at a time. */
export const USERS = graphql(`
  query Users($after: String) {
    users(first: 500, after: $after) {
      nodes {
        ...UserRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  fragment UserRow on User {
    id
    signInName
    name
    email
    active
    lastSignedInAt
    grants {
      id
      role
      unit {
        id
        name
      }
      until
    }
  }
`);

/** Invitations that wait to be accepted. */
export const INVITATIONS = graphql(`
  query Invitations {
    invitations {
      id
      signInName
      name
      role
      unit {
        id
        name
      }
      expiresAt
    }
  }
`);

/** Invites somebody; the link's token is told here and never again. */
export const INVITE_USER = graphql(`
  mutation InviteUser($input: InviteUserInput!) {
    inviteUser(input: $input) {
      invitation {
        id
        name
        expiresAt
      }
      token
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Takes an invitation back. */
export const REVOKE_INVITATION = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      invitationId
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives a user a role. */
export const GRANT_ROLE = graphql(`
  mutation GrantRole($input: GrantRoleInput!) {
    grantRole(input: $input) {
      grant {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Takes a role back. */
export const REVOKE_GRANT = graphql(`
  mutation RevokeGrant($input: RevokeGrantInput!) {
    revokeGrant(input: $input) {
      grantId
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Lets a user sign in or not. */
export const SET_USER_ACTIVE = graphql(`
  mutation SetUserActive($input: SetUserActiveInput!) {
    setUserActive(input: $input) {
      user {
        id
        active
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sets the address at which a user is told by e-mail, or takes it away. */
export const SET_USER_EMAIL = graphql(`
  mutation SetUserEmail($input: SetUserEmailInput!) {
    setUserEmail(input: $input) {
      changed
      userErrors {
        ...Refusal
      }
    }
  }
`);
