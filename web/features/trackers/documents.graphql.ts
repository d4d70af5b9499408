import { graphql } from '../../__generated__/gql.ts';

/** Adds a tracker and, if wanted, the person who carries it. */
export const ADD_TRACKER = graphql(`
  mutation AddTracker($input: AddTrackerInput!) {
    addTracker(input: $input) {
      tracker {
        ...TrackerRow
      }
      userErrors {
        field
        code
        message
      }
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
        code
        message
      }
    }
  }
`);
