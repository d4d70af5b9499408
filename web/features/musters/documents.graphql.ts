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

/** The list of a muster for paper. */
export const PRINTABLE_MUSTER = graphql(`
  query PrintableMuster($musterId: ID!, $groupBy: MusterGrouping!) {
    muster(id: $musterId) {
      id
      printable(format: HTML, groupBy: $groupBy)
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

/** Begins a muster: freezes who is expected. */
export const START_MUSTER = graphql(`
  mutation StartMuster($input: StartMusterInput!) {
    startMuster(input: $input) {
      muster {
        id
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** Stops the clock of a muster. */
export const PAUSE_MUSTER = graphql(`
  mutation PauseMuster($input: PauseMusterInput!) {
    pauseMuster(input: $input) {
      muster {
        id
        status
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** Lets the clock of a muster run again. */
export const RESUME_MUSTER = graphql(`
  mutation ResumeMuster($input: ResumeMusterInput!) {
    resumeMuster(input: $input) {
      muster {
        id
        status
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** Ends a muster, or calls it off. */
export const END_MUSTER = graphql(`
  mutation EndMuster($input: EndMusterInput!) {
    endMuster(input: $input) {
      muster {
        id
        status
        endedAt
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

/** Says how somebody stands. */
export const MARK_MUSTER = graphql(`
  mutation MarkMuster($input: MarkMusterInput!) {
    markMuster(input: $input) {
      person {
        ...MusterListed
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);
