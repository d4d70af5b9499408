import { graphql } from '../../../__generated__/gql.ts';

/** What devices sent, as it came. */
export const RAW_MESSAGES = graphql(`
  query RawMessages($identifier: String, $after: String) {
    rawMessages(first: 50, identifier: $identifier, after: $after) {
      nodes {
        receivedAt
        identifier
        tracker {
          id
          name
        }
        protocol
        transport
        remoteNetwork
        topic
        hex
        byteCount
        answerHex
        outcome
        reasons
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** What a message says, by the protocol somebody named. */
export const DECODE = graphql(`
  query Decode($input: DecodeMessageInput!) {
    decodeMessage(input: $input) {
      ...Decoding
    }
  }
  fragment Decoding on MessageDecoding {
    droppedBytes
    frames {
      hex
      checksum
      answerHex
      refusalHex
      messages {
        ...DecodedWord
      }
    }
    heldBack {
      ...DecodedWord
    }
  }
  fragment DecodedWord on DecodedMessage {
    kind
    identifier
    fields {
      name
      value
      unit
    }
  }
`);
