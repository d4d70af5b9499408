import { graphql } from '../../__generated__/gql.ts';

/** One page of people with their week in numbers. */
export const HOURS = graphql(`
  query Hours($weekOf: Date!, $filter: PersonFilter, $first: Int!, $after: String) {
    people(first: $first, after: $after, filter: $filter, orderBy: { field: NAME }) {
      totalCount
      nodes {
        id
        name
        kind
        trade
        unit {
          id
          name
        }
        timesheet(weekOf: $weekOf) {
          weekOf
          timeZone
          workedSeconds
          breakSeconds
          onSiteSeconds
          provisional
          days {
            date
            workedSeconds
            onSiteSeconds
            provisional
            exceptions {
              kind
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

/** One person's week with everything it consists of. */
export const PERSON_WEEK = graphql(`
  query PersonWeek($personId: ID!, $weekOf: Date!) {
    person(id: $personId) {
      id
      name
      kind
      trade
      unit {
        id
        name
      }
    }
    timesheet(personId: $personId, weekOf: $weekOf) {
      weekOf
      timeZone
      workedSeconds
      breakSeconds
      onSiteSeconds
      provisional
      days {
        date
        from
        to
        firstInAt
        lastOutAt
        workedSeconds
        breakSeconds
        onSiteSeconds
        provisional
        lines {
          kind
          from
          to
          seconds
          open
          visits {
            id
            from
            to
            geofence {
              id
              name
              kind
            }
            visit {
              id
              tracker {
                id
                name
              }
            }
          }
        }
        exceptions {
          kind
          from
          to
          message
        }
      }
    }
    attendanceRules {
      gapSeconds
      leastStaySeconds
      longStaySeconds
      graceSeconds
      maxOfflineSeconds
    }
  }
`);

/** Visits of a tracker during a stretch of time and what decided them, a page at a time. */
export const LINE_VISITS = graphql(`
  query LineVisits($trackerId: ID!, $from: DateTime!, $to: DateTime!, $after: String) {
    visits(trackerId: $trackerId, from: $from, to: $to, first: 50, after: $after) {
      nodes {
        id
        geofence {
          id
          name
          kind
          version {
            id
            ...ZoneShape
          }
        }
        beganBy
        endedBy
        ...VisitPhases
        evidence {
          decision
          signedDistanceMeters
          accuracyMeters
          version
          position {
            id
            recordedAt
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
