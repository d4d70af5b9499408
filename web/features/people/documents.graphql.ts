import { graphql } from '../../__generated__/gql.ts';

/**
 * Part of the list of people. Names of units and zones come from lists of their own: whatever their service does, people
 * stay listed.
 */
export const PEOPLE_LISTED = graphql(`
  query PeopleListed($first: Int!, $after: String, $filter: PersonFilter, $orderBy: PersonOrder) {
    people(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
      nodes {
        id
        name
        kind
        trade
        unit {
          id
        }
        image {
          id
          thumbnailDataUrl
        }
        trackers {
          id
          connection
          lastHeardAt
        }
        zones {
          id
        }
      }
      totalCount
      connectionCounts {
        connected
        idle
        disconnected
      }
      kindCounts {
        employees
        contractors
        visitors
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** One person with what they carry. */
export const PERSON = graphql(`
  query Person($personId: ID!) {
    person(id: $personId) {
      id
      name
      kind
      trade
      erasedAt
      createdAt
      unit {
        id
      }
      image {
        id
        dataUrl
        thumbnailDataUrl
      }
      trackers {
        id
        name
        identifiers
        connection
        lastHeardAt
        assignment {
          id
          from
        }
      }
    }
  }
`);

/** Where a person was last, as far as the viewer may know. */
export const PERSON_POSITION = graphql(`
  query PersonPosition($personId: ID!) {
    person(id: $personId) {
      id
      lastPosition {
        id
        latitude
        longitude
        accuracyMeters
        batteryPercent
        recordedAt
        tracker {
          id
        }
      }
    }
  }
`);

/** The zones somebody is in now. */
export const PERSON_NOW = graphql(`
  query PersonNow($personId: ID!) {
    person(id: $personId) {
      id
      currentVisits {
        id
        from
        stalePhases {
          from
          to
        }
        geofence {
          id
          name
          kind
        }
      }
    }
  }
`);

/** Somebody's visits of a day or week, the latest first. */
export const PERSON_VISITS = graphql(`
  query PersonVisits($personId: ID!, $from: DateTime!, $to: DateTime!) {
    person(id: $personId) {
      id
      visits(from: $from, to: $to, first: 500) {
        nodes {
          id
          from
          to
          endReason
          knownAt
          probablePhases {
            from
            to
          }
          stalePhases {
            from
            to
          }
          lostPhase {
            from
            to
          }
          geofence {
            id
            name
            kind
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** What a visit rests on. @param from its first instant, which only this visit of the zone has in common with it. */
export const VISIT_EVIDENCE = graphql(`
  query VisitEvidence($personId: ID!, $from: DateTime!, $to: DateTime!) {
    person(id: $personId) {
      id
      visits(from: $from, to: $to, first: 100) {
        nodes {
          id
          visit {
            ...EvidencedVisit
          }
        }
      }
    }
  }
`);

/** Adds a person. */
export const CREATE_PERSON = graphql(`
  mutation CreatePerson($input: CreatePersonInput!) {
    createPerson(input: $input) {
      person {
        id
        name
        unit {
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

/** Changes what is known of a person. */
export const UPDATE_PERSON = graphql(`
  mutation UpdatePerson($input: UpdatePersonInput!) {
    updatePerson(input: $input) {
      person {
        id
        name
        kind
        trade
        unit {
          id
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives a person a picture, or takes it away. */
export const SET_PERSON_IMAGE = graphql(`
  mutation SetPersonImage($input: SetPersonImageInput!) {
    setPersonImage(input: $input) {
      person {
        id
        image {
          id
          dataUrl
          thumbnailDataUrl
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
