import { graphql } from '../../../__generated__/gql.ts';

/** Simulations that are there. */
export const SIMULATIONS = graphql(`
  query Simulations {
    positionFeeds(first: 100) {
      nodes {
        id
        kind
        name
        enabled
        intervalSeconds
        simulation {
          walkers
        }
      }
    }
  }
`);

/** Zones about which somebody may walk. */
export const WALKED_ZONES = graphql(`
  query WalkedZones {
    geofences(first: 500) {
      nodes {
        id
        name
        kind
        version {
          id
          ...ZoneShape
        }
      }
    }
  }
`);

/** Adds somebody who does not exist, with a tracker. */
export const ADD_WALKER = graphql(`
  mutation AddWalker($input: AddTrackerInput!) {
    addTracker(input: $input) {
      tracker {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Lets them walk. */
export const START_SIMULATION = graphql(`
  mutation StartSimulation($input: CreatePositionFeedInput!) {
    createPositionFeed(input: $input) {
      feed {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Lets nobody walk any more. */
export const END_SIMULATION = graphql(`
  mutation EndSimulation($input: DeletePositionFeedInput!) {
    deletePositionFeed(input: $input) {
      feedId
      userErrors {
        ...Refusal
      }
    }
  }
`);
