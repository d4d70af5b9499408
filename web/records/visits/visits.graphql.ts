import { graphql } from '../../__generated__/gql.ts';

/** Visits of a tracker during a stretch of time, the latest first. */
export const TRACKER_VISITS = graphql(`
  query TrackerVisits($trackerId: ID!, $from: DateTime!, $to: DateTime!) {
    visits(trackerId: $trackerId, from: $from, to: $to, first: 500) {
      nodes {
        ...TrackerVisit
      }
      pageInfo {
        hasNextPage
      }
    }
  }
  fragment TrackerVisit on Visit {
    id
    from
    to
    endReason
    knownAt
    ...VisitPhases
    geofence {
      id
      name
      kind
    }
  }
`);

/** What a visit of a tracker rests on. @param from its first instant, which only this visit of the zone has in common with it. */
export const TRACKER_VISIT_EVIDENCE = graphql(`
  query TrackerVisitEvidence($trackerId: ID!, $geofenceId: ID!, $from: DateTime!, $to: DateTime!) {
    visits(trackerId: $trackerId, geofenceId: $geofenceId, from: $from, to: $to, first: 50) {
      nodes {
        ...EvidencedVisit
      }
    }
  }
  fragment EvidencedVisit on Visit {
    id
    from
    to
    endReason
    beganBy
    endedBy
    knownAt
    retracted
    supersededBy {
      id
    }
    ...VisitPhases
    tracker {
      id
      name
    }
    geofence {
      id
      name
      kind
      versions {
        id
        number
        ...ZoneShape
      }
    }
    evidence {
      decision
      signedDistanceMeters
      accuracyMeters
      version
      position {
        id
        latitude
        longitude
        recordedAt
      }
    }
  }
`);
