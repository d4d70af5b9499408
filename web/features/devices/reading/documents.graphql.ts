import { graphql } from '../../../__generated__/gql.ts';

/** What one tracker's messages are read and opened with. */
export const TRACKER_READING = graphql(`
  query TrackerReading($trackerId: ID!) {
    tracker(id: $trackerId) {
      id
      name
      payloadSecretSetAt
      findMyKeyCount
      decoding {
        utcOffsetSeconds
        timeZone
        speedUnit
        model
        setAt
      }
    }
  }
`);

/** Sets what a tracker's messages are read with. */
export const SET_DECODING = graphql(`
  mutation SetDecoding($input: SetTrackerDecodingInput!) {
    setTrackerDecoding(input: $input) {
      tracker {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sets the secret with which a tracker encrypts, or takes it away. */
export const SET_SECRET = graphql(`
  mutation SetSecret($input: SetPayloadSecretInput!) {
    setPayloadSecret(input: $input) {
      tracker {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Sets the keys of a tracker of Apple's Find My network, or takes them away. */
export const SET_FIND_MY_KEYS = graphql(`
  mutation SetKeys($input: SetFindMyKeysInput!) {
    setFindMyKeys(input: $input) {
      tracker {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
