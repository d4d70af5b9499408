import { graphql } from '../../__generated__/gql.ts';

graphql(`
  fragment ShownLimit on OccupancyLimit {
    id
    minimum
    maximum
    kinds
    company {
      id
      name
    }
    validFrom
  }
`);

/** The limits of a zone or place that hold now. */
export const LIMITS_OF = graphql(`
  query LimitsOf($zoneId: ID, $placeId: ID) {
    occupancyLimits(first: 200, zoneId: $zoneId, placeId: $placeId) {
      nodes {
        ...ShownLimit
      }
      totalCount
    }
  }
`);

/** Sets a limit from now on. */
export const SET_LIMIT = graphql(`
  mutation SetLimit($input: SetOccupancyLimitInput!) {
    setOccupancyLimit(input: $input) {
      limit {
        ...ShownLimit
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Ends a limit now. */
export const REMOVE_LIMIT = graphql(`
  mutation RemoveLimit($input: RemoveOccupancyLimitInput!) {
    removeOccupancyLimit(input: $input) {
      limit {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Who is told of what, as far as it concerns limits. */
export const RULES_OF_LIMITS = graphql(`
  query RulesOfLimits {
    notificationRules(first: 200) {
      nodes {
        id
        name
        enabled
        kinds
        geofenceKinds
        geofences {
          id
        }
        places {
          id
        }
        people {
          id
        }
        assets {
          id
        }
        units {
          id
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
    }
  }
`);
