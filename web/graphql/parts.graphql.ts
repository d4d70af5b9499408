import { graphql } from '../__generated__/gql.ts';

/** When during a visit somebody was probably inside, said nothing, or was lost. */
export const VISIT_PHASES = graphql(`
  fragment VisitPhases on Visit {
    probablePhases {
      from
      to
    }
    stalePhases {
      from
      to
    }
    lostPhase {
      from
      to
    }
  }
`);

/** Where a version of a zone is: exactly one of these is given. */
export const ZONE_SHAPE = graphql(`
  fragment ZoneShape on GeofenceVersion {
    boundary
    circle {
      latitude
      longitude
      radiusMeters
    }
    corridor {
      line
      widthMeters
    }
  }
`);

/** Everybody and everything that carried a tracker, and when. */
export const TRACKER_CARRIERS = graphql(`
  fragment TrackerCarriers on Tracker {
    assignments {
      id
      from
      to
      person {
        id
        name
      }
      asset {
        id
        name
      }
    }
  }
`);
