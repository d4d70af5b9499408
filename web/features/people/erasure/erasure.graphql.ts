import { graphql } from '../../../__generated__/gql.ts';

/** Every hold, for those on a person and on all. */
export const HOLDS_ON_PEOPLE = graphql(`
  query HoldsOnPeople {
    legalHolds(first: 500) {
      nodes {
        ...HoldRow
      }
    }
  }
`);

/** Forgets who a person was. */
export const ERASE_PERSON = graphql(`
  mutation ErasePerson($input: ErasePersonInput!) {
    erasePerson(input: $input) {
      person {
        id
        name
        trade
        erasedAt
        image {
          id
        }
        trackers {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** What was done to a person, the latest first. */
export const PERSON_AUDIT = graphql(`
  query PersonAudit($personId: ID!) {
    auditEntries(first: 20, filter: { topic: "trackers", subjectId: $personId }) {
      nodes {
        id
        at
        action
        reason
        actor {
          kind
          user {
            id
            name
          }
        }
      }
    }
  }
`);
