import { graphql } from '../../../__generated__/gql.ts';

/** What devices that no tracker stands for call themselves, and how much of them waits in quarantine. */
export const UNKNOWN_IDENTIFIERS = graphql(`
  query UnknownIdentifiers {
    quarantineCounts(filter: { reasons: [UNKNOWN_TRACKER] }) {
      total
      byIdentifier(first: 100) {
        totalCount
        nodes {
          identifier
          count
          lastReceivedAt
        }
      }
    }
  }
`);

/** Devices with protocols of their own that the tenant claimed. */
export const DEVICE_CLAIMS = graphql(`
  query DeviceClaims($first: Int!, $after: String) {
    deviceClaims(first: $first, after: $after) {
      totalCount
      nodes {
        id
        identifier
        claimedAt
        tracker {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** Which protocols are listened for, and where. */
export const PROTOCOLS = graphql(`
  query Protocols {
    protocols {
      name
      transports
      defaultPort
      port
    }
  }
`);

/** Claims a device that reported in the last quarter of an hour. */
export const CLAIM_DEVICE = graphql(`
  mutation ClaimDevice($input: ClaimDeviceInput!) {
    claimDevice(input: $input) {
      claim {
        id
        identifier
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives a device back. */
export const RELEASE_DEVICE = graphql(`
  mutation ReleaseDevice($input: ReleaseDeviceInput!) {
    releaseDevice(input: $input) {
      claim {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
