import { graphql } from '../../../__generated__/gql.ts';

/** Which position of a tracker is its newest. */
export const NEWEST_POSITION = graphql(`
  query NewestPosition($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      lastPosition {
        id
        recordedAt
      }
    }
  }
`);

/** What a position said of the zones about it. */
export const JUDGED_POSITION = graphql(`
  query JudgedPosition($positionId: ID!) {
    explainPosition(positionId: $positionId) {
      position {
        id
      }
      recordedAt
      flags
      geofences {
        geofence {
          id
          name
          kind
        }
        signedDistanceMeters
        accuracyMeters
        says
        decidedBy
        stateAfter
      }
    }
  }
`);
