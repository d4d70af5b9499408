import { graphql } from '../../__generated__/gql.ts';

/** Trackers that can be chosen, by name or identifier. */
export const TRACKERS_TO_CHOOSE = graphql(`
  query TrackersToChoose($search: String) {
    trackers(first: 25, filter: { search: $search }) {
      nodes {
        id
        name
        identifiers
      }
    }
  }
`);

/** What one tracker is called. */
export const TRACKER_NAME = graphql(`
  query TrackerName($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      name
      identifiers
    }
  }
`);
