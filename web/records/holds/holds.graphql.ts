import { graphql } from '../../__generated__/gql.ts';

/** A hold as lists show it. */
export const HOLD_ROW = graphql(`
  fragment HoldRow on LegalHold {
    id
    reason
    placedAt
    releasedAt
    person {
      id
      name
    }
    tracker {
      id
      name
    }
  }
`);

/** Keeps what belongs to a person or a tracker, or to the whole tenant. */
export const PLACE_HOLD = graphql(`
  mutation PlaceHold($input: PlaceLegalHoldInput!) {
    placeLegalHold(input: $input) {
      hold {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Ends a hold. */
export const RELEASE_HOLD = graphql(`
  mutation ReleaseHold($input: ReleaseLegalHoldInput!) {
    releaseLegalHold(input: $input) {
      hold {
        id
        releasedAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
