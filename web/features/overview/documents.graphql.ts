import { graphql } from '../../__generated__/gql.ts';

/** Everybody who is in a zone now, each once, a page at a time. */
export const OCCUPANTS = graphql(`
  query Occupants($after: String) {
    occupancy {
      total {
        people(first: 500, after: $after) {
          nodes {
            stale
            person {
              id
              name
              lastHeardAt
              unit {
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
    }
  }
`);

/** The tree of units, a page at a time. */
export const UNIT_TREE = graphql(`
  query UnitTree($after: String) {
    units(first: 500, after: $after) {
      nodes {
        id
        name
        kind
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

/** How many trackers are heard from how well. */
export const CONNECTIONS = graphql(`
  query Connections {
    trackers(first: 1) {
      totalCount
      connectionCounts {
        connected
        idle
        disconnected
      }
    }
  }
`);

/** People who are in a zone and not heard from, those heard last first. */
export const SILENT = graphql(`
  query Silent {
    people(
      first: 12
      filter: { inAnyZone: true, connection: [IDLE, DISCONNECTED] }
      orderBy: { field: LAST_HEARD, direction: DESCENDING }
    ) {
      totalCount
      nodes {
        id
        name
        connection
        lastHeardAt
        zones {
          id
          name
        }
      }
    }
  }
`);

graphql(`
  fragment MovementVisit on Visit {
    id
    from
    to
    retracted
    tracker {
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
    geofence {
      id
      name
      kind
    }
  }
`);

/** Visits that lasted beyond an instant, latest first. */
export const RECENT_VISITS = graphql(`
  query RecentVisits($from: DateTime!) {
    visits(from: $from, first: 100) {
      nodes {
        ...MovementVisit
      }
    }
  }
`);

/** Visits as they begin, end or are corrected. */
export const VISITS_CHANGED = graphql(`
  subscription VisitsChanged($after: String) {
    visitChanged(after: $after) {
      cursor
      visit {
        ...MovementVisit
      }
    }
  }
`);
