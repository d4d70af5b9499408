import { graphql } from '../../__generated__/gql.ts';

/** Whether there are places and zones. */
export const START_SITE = graphql(`
  query StartSite {
    places(first: 1) {
      totalCount
      nodes {
        id
        name
      }
    }
    geofences(first: 1) {
      totalCount
    }
  }
`);

/** Whether there are people. */
export const START_PEOPLE = graphql(`
  query StartPeople {
    people(first: 1) {
      totalCount
    }
  }
`);

/** Whether there are trackers, and whether anything was ever heard of one. */
export const START_TRACKERS = graphql(`
  query StartTrackers {
    trackers(first: 1, orderBy: { field: LAST_HEARD, direction: DESCENDING }) {
      totalCount
      nodes {
        id
        lastHeardAt
      }
    }
  }
`);
