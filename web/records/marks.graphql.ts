import { graphql } from '../__generated__/gql.ts';

/** Marks somebody in or out of a zone by hand. */
export const MARK_PRESENCE = graphql(`
  mutation MarkPresence($input: MarkPresenceInput!) {
    markPresence(input: $input) {
      mark {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** People of whom some name, trade or identifier holds a text. */
export const PEOPLE_TO_MARK = graphql(`
  query PeopleToMark($search: String) {
    people(first: 20, filter: { search: $search }) {
      nodes {
        id
        name
        trade
      }
    }
  }
`);
