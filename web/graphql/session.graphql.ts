import { graphql } from '../__generated__/gql.ts';

/** Opens a session with a name and a password. */
export const SIGN_IN = graphql(`
  mutation SignIn($input: SignInInput!) {
    signIn(input: $input) {
      session {
        sessionToken
        expiresAt
      }
      userErrors {
        code
      }
    }
  }
`);

/** Ends the session the request came with. */
export const SIGN_OUT = graphql(`
  mutation SignOut {
    signOut {
      signedOut
    }
  }
`);

/** A short-lived token for the WebSocket. */
export const ISSUE_ACCESS_TOKEN = graphql(`
  mutation IssueAccessToken {
    issueAccessToken {
      token
      expiresAt
    }
  }
`);

/** Who is signed in, and what they may do. */
export const VIEWER = graphql(`
  query Viewer {
    viewer {
      tenant {
        id
        slug
        name
        timeZone
        locale
        brandColor
        brandLogo
      }
      user {
        id
        name
        signInName
      }
      permissions
      tenantPermissions
    }
  }
`);
