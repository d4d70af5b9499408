import { graphql } from '../__generated__/gql.ts';

// What every view shows of a tracker; the documents below name it.
graphql(`
  fragment TrackerRow on Tracker {
    id
    name
    identifiers
    connection
    lastHeardAt
    unit {
      id
      name
    }
    person {
      id
      name
      unit {
        id
        name
      }
    }
    asset {
      id
      name
      unit {
        id
        name
      }
    }
  }
`);

/** All trackers the viewer may see, a page at a time. */
export const TRACKERS = graphql(`
  query Trackers($after: String) {
    trackers(first: 500, after: $after) {
      nodes {
        ...TrackerRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Trackers as their connection, name or carrier changes. */
export const TRACKERS_CHANGED = graphql(`
  subscription TrackersChanged($after: String) {
    trackersChanged(after: $after) {
      cursor
      snapshot
      trackers {
        ...TrackerRow
      }
    }
  }
`);

/** All people the viewer may see, a page at a time. */
export const PEOPLE = graphql(`
  query People($after: String) {
    people(first: 500, after: $after) {
      nodes {
        id
        name
        unit {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Positions as they change, at most four events a second. */
export const POSITIONS_CHANGED = graphql(`
  subscription PositionsChanged($after: String) {
    positionsChanged(after: $after, minIntervalMs: 250) {
      cursor
      snapshot
      positions {
        id
        tracker {
          id
        }
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

/** The same of a part of all: of some trackers, or of whoever is in some tiles of the map. */
export const POSITIONS_IN_PART = graphql(`
  subscription PositionsInPart($filter: PositionFilter!, $after: String) {
    positionUpdates(filter: $filter, after: $after, minIntervalMs: 250) {
      cursor
      snapshot
      positions {
        id
        tracker {
          id
        }
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
      left
    }
  }
`);

/** Every place with what it is part of and what it looks like, a page at a time. */
export const PLANS = graphql(`
  query Plans($after: String) {
    places(first: 500, after: $after) {
      nodes {
        id
        name
        kind
        parent {
          id
        }
        plan
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
