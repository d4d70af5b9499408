import { graphql } from '../../__generated__/gql.ts';

/** How each service does; those that are silent are null, each by itself. */
export const SERVICES = graphql(`
  query Services {
    positionsService {
      ...ServiceRow
    }
    geofencesService {
      ...ServiceRow
    }
    headcountService {
      ...ServiceRow
    }
    timesheetsService {
      ...ServiceRow
    }
    trackersService {
      ...ServiceRow
    }
    tenancyService {
      ...ServiceRow
    }
  }
  fragment ServiceRow on ServiceStatus {
    version
    startedAt
    projections {
      name
      waitingSince
      behindSeconds
    }
  }
`);

/** On which ports devices are listened to. */
export const LISTENERS = graphql(`
  query Listeners {
    protocols {
      name
      transports
      port
    }
  }
`);

/** Which doors are open. */
export const OPEN_DOORS = graphql(`
  query OpenDoors {
    ingestDoors {
      id
      closedAt
    }
  }
`);

/** What is made in the background. */
export const JOBS = graphql(`
  query Jobs {
    positionExports(first: 10) {
      nodes {
        id
        format
        state
        progress
        createdAt
      }
    }
    quarantineReplays(first: 10) {
      nodes {
        id
        state
        total
        replayed
        createdAt
      }
    }
  }
`);

/** How much history there is, and for how long it stays. */
export const STORAGE = graphql(`
  query Storage {
    positionStorage {
      trackerDays
      positionCount
      byteCount
      since
    }
    positionRetention {
      keepDays
    }
  }
`);
