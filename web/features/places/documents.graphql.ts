import { graphql } from '../../__generated__/gql.ts';

/** One place, and what it is part of. */
export const PLACE = graphql(`
  query Place($placeId: ID!) {
    place(id: $placeId) {
      id
      name
      kind
      timeZone
      parent {
        id
        name
      }
      children {
        id
        name
        kind
      }
      geofences {
        id
        name
        kind
        archivedAt
      }
    }
  }
`);

/** What a place looks like. */
export const PLAN_OF_PLACE = graphql(`
  query PlanOfPlace($placeId: ID!) {
    place(id: $placeId) {
      id
      plan
    }
  }
`);

/** Says what a place looks like, or takes that away. */
export const SET_PLAN = graphql(`
  mutation SetPlan($input: UpdatePlaceInput!) {
    updatePlace(input: $input) {
      place {
        id
        plan
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** When marks by hand end there each day. */
export const RESET_OF_PLACE = graphql(`
  query ResetOfPlace($placeId: ID!) {
    place(id: $placeId) {
      id
      headcountReset {
        localTime
        timeZone
        setAt
        lastAt
        nextAt
      }
    }
  }
`);

/** Sets when marks by hand end there each day, or that they do not. */
export const SET_RESET = graphql(`
  mutation SetReset($input: SetHeadcountResetInput!) {
    setHeadcountReset(input: $input) {
      place {
        id
        headcountReset {
          localTime
          timeZone
          setAt
          lastAt
          nextAt
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** What was done about the headcount of a place, and when its resets ran, newest first. */
export const RESET_HISTORY = graphql(`
  query ResetHistory($placeId: ID!) {
    auditEntries(first: 60, filter: { topic: "headcount", subjectId: $placeId }) {
      nodes {
        id
        at
        action
        actor {
          kind
          user {
            id
            name
          }
        }
        details {
          name
          value
        }
      }
    }
  }
`);
