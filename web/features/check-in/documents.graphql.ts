import { graphql } from '../../__generated__/gql.ts';

/** The zone of a code, and up to when codes of it were taken back. */
export const CODE_ZONE = graphql(`
  query CodeZone($zoneId: ID!) {
    geofence(id: $zoneId) {
      id
      name
      checkInCodesRevokedAt
    }
  }
`);

/** The muster of a code and its stations. */
export const CODE_MUSTER = graphql(`
  query CodeMuster($musterId: ID!) {
    muster(id: $musterId) {
      id
      name
      status
      stations {
        id
        name
      }
    }
  }
`);

/** The musters that go on, with the stations that may have a code. */
export const OPEN_STATIONS = graphql(`
  query OpenStations {
    musters(first: 20, filter: { open: true }) {
      nodes {
        id
        name
        stations {
          id
          name
        }
      }
    }
  }
`);

/** Makes a code of a zone. */
export const CREATE_ZONE_CODE = graphql(`
  mutation CreateZoneCode($input: CreateCheckInCodeInput!) {
    createCheckInCode(input: $input) {
      token
      expiresAt
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Takes back every code of a zone. */
export const REVOKE_ZONE_CODES = graphql(`
  mutation RevokeZoneCodes($input: RevokeCheckInCodesInput!) {
    revokeCheckInCodes(input: $input) {
      revokedAt
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Makes a code of a station of a muster. */
export const CREATE_STATION_CODE = graphql(`
  mutation CreateStationCode($input: CreateMusterStationCodeInput!) {
    createMusterStationCode(input: $input) {
      code
      expiresAt
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Somebody shows a code of a zone. */
export const CHECK_IN = graphql(`
  mutation CheckIn($input: CheckInInput!) {
    checkIn(input: $input) {
      mark {
        id
        at
        person {
          id
          name
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Somebody shows a code of a station. */
export const MUSTER_CHECK_IN = graphql(`
  mutation MusterCheckIn($input: MusterCheckInInput!) {
    musterCheckIn(input: $input) {
      person {
        state
        since
        person {
          id
          name
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
