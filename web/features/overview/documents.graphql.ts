import { graphql } from '../../__generated__/gql.ts';

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
