import { graphql } from '../../__generated__/gql.ts';

graphql(`
  fragment FedGeofenceEvent on GeofenceEvent {
    id
    kind
    at
    knownAt
    geofence {
      id
      name
      kind
    }
    person {
      id
      name
    }
    asset {
      id
      name
    }
    tracker {
      id
      name
    }
    notification @include(if: $told) {
      ...SeenTo
    }
  }
`);

graphql(`
  fragment FedLimitEvent on LimitEvent {
    id
    kind
    at
    knownAt
    count
    minimum
    maximum
    limit {
      id
      zone {
        id
        name
      }
      place {
        id
        name
      }
    }
    notification @include(if: $told) {
      ...SeenTo
    }
  }
`);

/** What happened in zones, the latest first. */
export const GEOFENCE_EVENTS = graphql(`
  query GeofenceEvents(
    $kinds: [GeofenceEventKind!]
    $geofenceIds: [ID!]
    $personIds: [ID!]
    $trackerIds: [ID!]
    $from: DateTime
    $to: DateTime
    $after: String
    $told: Boolean!
  ) {
    geofenceEvents(
      kinds: $kinds
      geofenceIds: $geofenceIds
      personIds: $personIds
      trackerIds: $trackerIds
      from: $from
      to: $to
      first: 50
      after: $after
    ) {
      nodes {
        ...FedGeofenceEvent
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What became of limits, the latest first. */
export const LIMIT_EVENTS = graphql(`
  query LimitEvents(
    $kinds: [LimitEventKind!]
    $zoneIds: [ID!]
    $from: DateTime
    $to: DateTime
    $after: String
    $told: Boolean!
  ) {
    limitEvents(kinds: $kinds, zoneIds: $zoneIds, from: $from, to: $to, first: 50, after: $after) {
      nodes {
        ...FedLimitEvent
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What happens in zones, as it becomes known, corrections included. */
export const GEOFENCE_EVENT = graphql(`
  subscription GeofenceEventTold(
    $kinds: [GeofenceEventKind!]
    $geofenceIds: [ID!]
    $personIds: [ID!]
    $trackerIds: [ID!]
    $after: String
    $told: Boolean!
  ) {
    geofenceEvent(
      kinds: $kinds
      geofenceIds: $geofenceIds
      personIds: $personIds
      trackerIds: $trackerIds
      after: $after
    ) {
      cursor
      status
      event {
        ...FedGeofenceEvent
      }
    }
  }
`);

/** What becomes of limits, as it becomes known, corrections included. */
export const LIMIT_EVENT = graphql(`
  subscription LimitEventTold($kinds: [LimitEventKind!], $zoneIds: [ID!], $after: String, $told: Boolean!) {
    limitEvent(kinds: $kinds, zoneIds: $zoneIds, after: $after) {
      cursor
      status
      event {
        ...FedLimitEvent
      }
    }
  }
`);

/** What an event in a zone rests on: the visit that shows it, with its positions. */
export const EVENT_EVIDENCE = graphql(`
  query EventEvidence($kind: GeofenceEventKind!, $geofenceId: ID!, $from: DateTime!, $to: DateTime!) {
    geofenceEvents(kinds: [$kind], geofenceIds: [$geofenceId], from: $from, to: $to, first: 50) {
      nodes {
        id
        visit {
          id
          from
          to
          beganBy
          endedBy
          knownAt
          evidence {
            decision
            signedDistanceMeters
            accuracyMeters
            position {
              id
              recordedAt
              latitude
              longitude
            }
          }
        }
      }
    }
  }
`);

/** People and trackers of whom the name holds a text. */
export const WHO_TO_SHOW = graphql(`
  query WhoToShow($search: String) {
    people(first: 15, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
    trackers(first: 15, filter: { search: $search }) {
      nodes {
        id
        name
      }
    }
  }
`);

/** The name of a person. */
export const PERSON_NAME = graphql(`
  query PersonName($id: ID!) {
    person(id: $id) {
      id
      name
    }
  }
`);

/** The name of a tracker. */
export const TRACKER_NAME = graphql(`
  query EventTrackerName($id: ID!) {
    tracker(id: $id) {
      id
      name
    }
  }
`);
