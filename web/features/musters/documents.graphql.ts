import { graphql } from '../../__generated__/gql.ts';

/** Musters, the latest start first. */
export const MUSTERS = graphql(`
  query Musters {
    musters(first: 100) {
      nodes {
        id
        name
        mode
        status
        startedAt
        endedAt
        place {
          id
          name
        }
        counts {
          total
          accounted
          missing
        }
      }
      pageInfo {
        hasNextPage
      }
    }
  }
`);

graphql(`
  fragment MusterTally on MusterCounts {
    total
    accounted
    missing
    markedMissing
    reEntered
    ask
    wrongStation
    safe
    offSite
    injured
    arrived
  }
`);

graphql(`
  fragment LiveMuster on Muster {
    id
    name
    mode
    status
    stationPolicy
    expectedMinutes
    startedAt
    endedAt
    place {
      id
      name
    }
    stations {
      id
      name
    }
    counts {
      ...MusterTally
    }
    byCompany {
      company {
        id
        name
      }
      counts {
        ...MusterTally
      }
    }
    byStation {
      station {
        id
        name
      }
      accounted
      ask
      wrongStation
      assigned
      assignedMissing
    }
  }
`);

graphql(`
  fragment MusterListed on MusterPerson {
    state
    accounted
    by
    since
    origin
    silentSince
    person {
      id
      name
    }
    company {
      id
      name
    }
    station {
      id
      name
    }
    assignedStations {
      id
      name
    }
    lastZone {
      id
      name
    }
    lastPosition {
      ...MusterLocated
    }
  }
`);

graphql(`
  fragment MusterLocated on MusterPosition {
    positionId
    latitude
    longitude
    accuracyMeters
    recordedAt
    zone {
      id
      name
    }
  }
`);

/** Where the missing are located now, all of them by one request. */
export const MUSTER_POSITIONS = graphql(`
  query MusterPositions($musterId: ID!) {
    muster(id: $musterId) {
      id
      people(first: 500, filter: { accounted: false }) {
        nodes {
          person {
            id
          }
          lastPosition {
            ...MusterLocated
          }
        }
      }
    }
  }
`);

/** A muster as it changes; begins with everybody on its list. */
export const MUSTER_CHANGED = graphql(`
  subscription MusterChanged($musterId: ID!, $after: String) {
    musterChanged(musterId: $musterId, after: $after) {
      cursor
      snapshot
      gone
      muster {
        ...LiveMuster
      }
      people {
        ...MusterListed
      }
    }
  }
`);

/** How a muster went, or goes. */
export const MUSTER_REPORT = graphql(`
  query MusterReport($musterId: ID!) {
    muster(id: $musterId) {
      id
      report {
        counts {
          ...MusterTally
        }
        secondsTo50
        secondsTo90
        secondsTo100
        pausedSeconds
        overdue
        curve {
          at
          accounted
          total
        }
        companies {
          ...ReportedGroup
        }
        zones {
          ...ReportedGroup
        }
        stations {
          ...ReportedGroup
        }
      }
    }
  }
`);

graphql(`
  fragment ReportedGroup on MusterGroupReport {
    company {
      id
      name
    }
    zone {
      id
      name
    }
    total
    accounted
    secondsTo50
    secondsTo90
    secondsTo100
  }
`);

/** The latest musters of a place and below for one purpose. */
export const MUSTERS_LIKE = graphql(`
  query MustersLike($placeId: ID!, $mode: MusterMode!) {
    musters(first: 10, filter: { placeId: $placeId, mode: $mode }) {
      nodes {
        id
      }
    }
  }
`);

/** How several musters went, beside each other. */
export const MUSTER_COMPARISON = graphql(`
  query MusterComparison($ids: [ID!]!) {
    musterComparison(ids: $ids) {
      muster {
        id
        name
        startedAt
      }
      counts {
        total
        accounted
      }
      secondsTo50
      secondsTo90
      secondsTo100
    }
  }
`);

/** The list of a muster for paper. */
export const PRINTABLE_MUSTER = graphql(`
  query PrintableMuster($musterId: ID!, $groupBy: MusterGrouping!, $language: MusterPrintLanguage!) {
    muster(id: $musterId) {
      id
      printable(format: HTML, groupBy: $groupBy, language: $language)
    }
  }
`);

/** Where somebody was last located, and how accurately. */
export const LAST_LOCATED = graphql(`
  query LastLocated($personId: ID!) {
    person(id: $personId) {
      id
      lastPosition {
        id
        recordedAt
        accuracyMeters
        batteryPercent
      }
    }
  }
`);
