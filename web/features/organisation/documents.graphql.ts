import { graphql } from '../../__generated__/gql.ts';

/** All units with what kind they are. */
export const ORGANISATION = graphql(`
  query Organisation($after: String) {
    units(first: 500, after: $after) {
      nodes {
        id
        name
        kind
        mayWrite
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

/** Adds a unit. */
export const CREATE_UNIT = graphql(`
  mutation CreateUnit($input: CreateUnitInput!) {
    createUnit(input: $input) {
      unit {
        id
        name
        kind
        parent {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives a unit another name or kind. */
export const UPDATE_UNIT = graphql(`
  mutation UpdateUnit($input: UpdateUnitInput!) {
    updateUnit(input: $input) {
      unit {
        id
        name
        kind
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Puts a unit elsewhere in the tree. */
export const MOVE_UNIT = graphql(`
  mutation MoveUnit($input: MoveUnitInput!) {
    moveUnit(input: $input) {
      unit {
        id
        parent {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
