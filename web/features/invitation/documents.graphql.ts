import { graphql } from '../../__generated__/gql.ts';

/** What an invitation's link leads to. */
export const INVITATION_PREVIEW = graphql(`
  query InvitationPreview($token: String!) {
    invitationPreview(token: $token) {
      tenantName
      tenantSlug
      signInName
      name
      expiresAt
    }
  }
`);

/** Makes the invited user. */
export const ACCEPT_INVITATION = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      accepted {
        tenantSlug
        signInName
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
