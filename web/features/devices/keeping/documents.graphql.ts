import { graphql } from '../../../__generated__/gql.ts';

/** For how long positions are kept. */
export const RETENTION = graphql(`
  query Retention {
    positionRetention {
      keepDays
      takesEffectAt
      keptSince
      deletedAt
    }
  }
`);

/** What legal holds keep, whatever is set. */
export const HOLDS = graphql(`
  query Holds {
    legalHolds(first: 100) {
      nodes {
        ...HoldRow
      }
    }
    positionRetention {
      isTenantHeld
      heldTrackerCount
    }
  }
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

/** Keeps what belongs to a tracker, or to the whole tenant. */
export const PLACE_HOLD = graphql(`
  mutation PlaceHold($input: PlaceLegalHoldInput!) {
    placeLegalHold(input: $input) {
      hold {
        id
      }
      userErrors {
        field
        code
        message
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
        field
        code
        message
      }
    }
  }
`);
