import { graphql } from '../../__generated__/gql.ts';

/** What a phone has to call itself. */
export const PHONE = graphql(`
  query Phone($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      name
      identifiers
    }
  }
`);

/** The doors through which devices report; their tokens are not among what is told. */
export const INGEST_DOORS = graphql(`
  query IngestDoors {
    ingestDoors {
      id
      name
      tokenPrefix
      closedAt
    }
  }
`);

/** Opens a door; its token is told here and never again. */
export const CREATE_INGEST_DOOR = graphql(`
  mutation CreateIngestDoor($input: CreateIngestDoorInput!) {
    createIngestDoor(input: $input) {
      door {
        id
        name
        tokenPrefix
        closedAt
      }
      token
      userErrors {
        ...Refusal
      }
    }
  }
`);
