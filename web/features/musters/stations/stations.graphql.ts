import { graphql } from '../../../__generated__/gql.ts';

graphql(`
  fragment Assigned on AssignedStations {
    unit {
      id
      name
    }
    person {
      id
      name
    }
    stations {
      id
      name
    }
    setAt
  }
`);

/** Which units and people have stations of their own, the latest change first. */
export const ASSIGNED_STATIONS = graphql(`
  query AssignedStations($first: Int!) {
    assignedStations(first: $first) {
      nodes {
        ...Assigned
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Gives a unit or a person stations of their own. */
export const SET_STATIONS = graphql(`
  mutation SetStations($input: SetAssignedStationInput!) {
    setAssignedStation(input: $input) {
      assignedStations {
        ...Assigned
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** People to give a station, of whom some name, trade or identifier holds a text. */
export const PEOPLE_FOR_STATIONS = graphql(`
  query PeopleForStations($search: String) {
    people(first: 20, filter: { search: $search }) {
      nodes {
        id
        name
        trade
      }
    }
  }
`);
