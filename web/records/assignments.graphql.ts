import { graphql } from '../__generated__/gql.ts';

/** Says who or what carries a tracker from now on. */
export const ASSIGN_TRACKER = graphql(`
  mutation AssignTracker($input: AssignTrackerInput!) {
    assignTracker(input: $input) {
      assignment {
        id
        from
        to
        tracker {
          ...TrackerRow
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Ends an assignment now. */
export const END_ASSIGNMENT = graphql(`
  mutation EndAssignment($input: EndAssignmentInput!) {
    endAssignment(input: $input) {
      assignment {
        id
        from
        to
        tracker {
          ...TrackerRow
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Trackers to give to somebody, those first that nobody carries. */
export const TRACKERS_TO_GIVE = graphql(`
  query TrackersToGive($search: String) {
    spare: trackers(first: 20, filter: { search: $search, carried: false }) {
      nodes {
        id
        name
        identifiers
      }
    }
    carried: trackers(first: 10, filter: { search: $search, carried: true }) {
      nodes {
        id
        name
        identifiers
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
  }
`);

/** Who and what a tracker may be given to. */
export const CARRIERS = graphql(`
  query Carriers($search: String, $people: Boolean!, $assets: Boolean!) {
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
  }
`);
