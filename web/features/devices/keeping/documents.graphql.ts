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
`);
