import { graphql } from '../../__generated__/gql.ts';

/** Whole ways at a glance, drawn until every position is there, with how far they may be from the truth. */
export const REPLAY_WAYS = graphql(`
  query ReplayWays($trackerIds: [ID!]!, $from: DateTime!, $to: DateTime!, $maxPoints: Int!, $gapSeconds: Int!) {
    tracks(trackerIds: $trackerIds, from: $from, to: $to, maxPoints: $maxPoints, gapSeconds: $gapSeconds) {
      tracker {
        id
      }
      points {
        latitude
        longitude
        recordedAt
        stoppedUntil
        isAfterGap
      }
      positionCount
      toleranceMeters
      hiddenStopCount
    }
  }
`);

/** Positions of one tracker as a file, a part at a time: the quickest way to thousands of them, and what is saved. */
export const REPLAY_FILE = graphql(`
  query ReplayFile(
    $trackerId: ID!
    $format: TrackFileFormat!
    $from: DateTime!
    $to: DateTime!
    $maxPositions: Int!
    $after: String
  ) {
    tracker(id: $trackerId) {
      id
      trackFile(format: $format, from: $from, to: $to, maxPositions: $maxPositions, after: $after) {
        content
        positionCount
        mediaType
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

/** Where one tracker stopped, and how far it went from one stop to the next. */
export const REPLAY_STOPS = graphql(`
  query ReplayStops($trackerId: ID!, $from: DateTime!, $to: DateTime!) {
    tracker(id: $trackerId) {
      id
      stops(from: $from, to: $to, first: 500) {
        nodes {
          from
          to
          endedBy
          center {
            latitude
            longitude
          }
        }
      }
      trips(from: $from, to: $to, first: 500) {
        nodes {
          from
          to
          distanceMeters
        }
      }
    }
  }
`);

/** Zones one tracker entered and left. */
export const REPLAY_VISITS = graphql(`
  query ReplayVisits($trackerId: ID!, $from: DateTime!, $to: DateTime!, $after: String) {
    visits(trackerId: $trackerId, from: $from, to: $to, first: 500, after: $after) {
      nodes {
        id
        from
        to
        geofence {
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

/** How many positions there are of each hour: more than before means that some came since. */
export const REPLAY_COUNTS = graphql(`
  query ReplayCounts($trackerIds: [ID!]!, $from: DateTime!, $to: DateTime!, $after: String) {
    motion(trackerIds: $trackerIds, from: $from, to: $to, by: HOUR, first: 500, after: $after) {
      nodes {
        from
        positionCount
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Who and what can be replayed. */
export const REPLAY_CHOICES = graphql(`
  query ReplayChoices($search: String, $people: Boolean!, $assets: Boolean!) {
    people(first: 20, filter: { search: $search }) @include(if: $people) {
      nodes {
        id
        name
        trade
      }
    }
    assets(first: 20, filter: { search: $search }) @include(if: $assets) {
      nodes {
        id
        name
        category
      }
    }
    trackers(first: 20, filter: { search: $search }) {
      nodes {
        id
        name
        identifiers
      }
    }
  }
`);

/** The names of trackers that were chosen, and who carried them when. */
export const REPLAY_TRACKER = graphql(`
  query ReplayTracker($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      name
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

/** The name of a person who was chosen. */
export const REPLAY_PERSON = graphql(`
  query ReplayPerson($personId: ID!) {
    person(id: $personId) {
      id
      name
    }
  }
`);

/** The name of an asset that was chosen. */
export const REPLAY_ASSET = graphql(`
  query ReplayAsset($assetId: ID!) {
    asset(id: $assetId) {
      id
      name
    }
  }
`);

/** Who and what carried each tracker when, a page at a time. */
export const REPLAY_CARRIED = graphql(`
  query ReplayCarried($after: String) {
    trackers(first: 500, after: $after) {
      nodes {
        id
        name
        assignments {
          from
          to
          person {
            id
          }
          asset {
            id
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Starts to write positions of several trackers into files. */
export const START_REPLAY_EXPORT = graphql(`
  mutation StartReplayExport($input: StartPositionExportInput!) {
    startPositionExport(input: $input) {
      export {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** How far an export is, and its files. */
export const REPLAY_EXPORT = graphql(`
  query ReplayExport($exportId: ID!) {
    positionExport(id: $exportId) {
      id
      state
      progress
      positionCount
      problem
      files {
        name
        byteCount
        path
      }
    }
  }
`);
