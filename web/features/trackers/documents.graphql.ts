import { graphql } from '../../__generated__/gql.ts';

/** Part of the list of trackers, with how many there are of each connection status. */
export const TRACKERS_LISTED = graphql(`
  query TrackersListed($first: Int!, $after: String, $filter: TrackerFilter, $orderBy: TrackerOrder) {
    trackers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        identifiers
        connection
        lastHeardAt
        unit {
          id
        }
        person {
          id
          name
        }
        asset {
          id
          name
        }
        zones {
          id
        }
      }
      totalCount
      connectionCounts {
        connected
        idle
        disconnected
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** One tracker with everybody who ever carried it. */
export const TRACKER = graphql(`
  query Tracker($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      name
      identifiers
      connection
      lastHeardAt
      createdAt
      unit {
        id
      }
      person {
        id
        name
      }
      asset {
        id
        name
      }
      assignment {
        id
        from
      }
      ...TrackerCarriers
    }
  }
`);

/** Where a tracker was last. */
export const TRACKER_POSITION = graphql(`
  query TrackerPosition($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      lastPosition {
        id
        latitude
        longitude
        altitudeMeters
        accuracyMeters
        speedMetersPerSecond
        headingDegrees
        batteryPercent
        recordedAt
        receivedAt
      }
    }
  }
`);

/** The zones a tracker is in now. */
export const TRACKER_NOW = graphql(`
  query TrackerNow($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      currentVisits {
        id
        from
        stalePhases {
          from
          to
        }
        geofence {
          id
          name
          kind
        }
      }
    }
  }
`);

/** The newest messages of a device. */
export const LAST_MESSAGES = graphql(`
  query LastMessages($identifier: String) {
    rawMessages(first: 5, identifier: $identifier) {
      nodes {
        receivedAt
        protocol
        transport
        byteCount
        outcome
      }
    }
  }
`);

/** What the device itself said of regions it knows. */
export const REGION_EVENTS = graphql(`
  query RegionEvents($trackerId: ID!, $from: DateTime!, $to: DateTime!) {
    tracker(id: $trackerId) {
      id
      regionEvents(from: $from, to: $to, first: 200) {
        nodes {
          id
          kind
          region
          recordedAt
          receivedAt
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** Adds a tracker and, if wanted, the person who carries it. */
export const ADD_TRACKER = graphql(`
  mutation AddTracker($input: AddTrackerInput!) {
    addTracker(input: $input) {
      tracker {
        ...TrackerRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Changes a tracker's name, owner or identifiers. */
export const UPDATE_TRACKER = graphql(`
  mutation UpdateTracker($input: UpdateTrackerInput!) {
    updateTracker(input: $input) {
      tracker {
        id
        name
        identifiers
        unit {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** The name of who or what a new tracker is for. */
export const NEW_CARRIER = graphql(`
  query NewCarrier($personId: ID!, $assetId: ID!, $isPerson: Boolean!, $isAsset: Boolean!) {
    person(id: $personId) @include(if: $isPerson) {
      id
      name
    }
    asset(id: $assetId) @include(if: $isAsset) {
      id
      name
    }
  }
`);
