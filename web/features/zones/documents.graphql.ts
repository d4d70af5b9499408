import { graphql } from '../../__generated__/gql.ts';

/** All places of the tenant with their time zones, a page at a time. */
export const PLACES_OF_ZONES = graphql(`
  query PlacesOfZones($after: String) {
    places(first: 500, after: $after) {
      nodes {
        id
        name
        kind
        timeZone
        parent {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

graphql(`
  fragment ZoneRules on PresenceRules {
    enterBufferMeters
    exitBufferMeters
    exitAccuracyWeight
    maxAccuracyMeters
    plausibleOnly
    minAltitudeMeters
    maxAltitudeMeters
    enterConfirmFixes
    enterConfirmSeconds
    exitConfirmFixes
    exitConfirmSeconds
    dwellSeconds
    loiterSeconds
    loiterRadiusMeters
    crossingSeconds
    probableAfterSeconds
    staleAfterSeconds
    endAfterSeconds
    endsWhenOff
  }
`);

graphql(`
  fragment ZoneHours on ActiveHours {
    timeZone
    followsPlace
    weekly {
      days
      fromMinute
      toMinute
    }
  }
`);

/** When each zone counts, a page at a time. */
export const HOURS_OF_ZONES = graphql(`
  query HoursOfZones($after: String) {
    geofences(first: 500, after: $after) {
      nodes {
        id
        version {
          id
          rules {
            activeHours {
              ...ZoneHours
            }
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

/** What is usual for each kind of zone. */
export const KIND_DEFAULTS = graphql(`
  query KindDefaults {
    geofenceKindDefaults {
      kind
      rules {
        ...ZoneRules
      }
    }
  }
`);

/** Which rules a zone's own history suggests. */
export const SUGGESTED_RULES = graphql(`
  query SuggestedRules($geofenceId: ID!, $from: DateTime!, $to: DateTime!) {
    suggestedRules(geofenceId: $geofenceId, from: $from, to: $to) {
      fixes
      flapsToday
      flapsTried
      flapsThen
      minutesMoved
      rules {
        exitBufferMeters
        enterConfirmFixes
        exitConfirmFixes
      }
    }
  }
`);

/** One zone with its rules and every version it had. */
export const ZONE = graphql(`
  query Zone($zoneId: ID!) {
    geofence(id: $zoneId) {
      id
      name
      kind
      archivedAt
      place {
        id
        name
      }
      version {
        id
        number
        ...ZoneShape
        validFrom
        rules {
          ...ZoneRules
          activeHours {
            ...ZoneHours
          }
        }
      }
      versions {
        id
        number
        validFrom
        validTo
      }
    }
  }
`);

/** Visits of a zone during a stretch of time, the latest first, with everybody who carried the trackers. */
export const ZONE_VISITS = graphql(`
  query ZoneVisits($zoneId: ID!, $from: DateTime!, $to: DateTime!) {
    visits(geofenceId: $zoneId, from: $from, to: $to, first: 100) {
      nodes {
        id
        from
        to
        endReason
        knownAt
        ...VisitPhases
        tracker {
          id
          name
          ...TrackerCarriers
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

/** Gives a zone another name. */
export const RENAME_ZONE = graphql(`
  mutation RenameZone($input: UpdateGeofenceInput!) {
    updateGeofence(input: $input) {
      geofence {
        id
        name
        version {
          id
          number
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Ends a zone. */
export const ARCHIVE_ZONE = graphql(`
  mutation ArchiveZone($input: ArchiveGeofenceInput!) {
    archiveGeofence(input: $input) {
      geofence {
        id
        archivedAt
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
