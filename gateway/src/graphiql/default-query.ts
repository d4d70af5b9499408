/** What GraphiQL shows at first. Nothing in it depends on data. */
export const DEFAULT_QUERY = `# Ctrl-Enter runs the operation under the cursor, Ctrl-Space completes.
query WhoAmI {
  viewer {
    tenant {
      name
      timeZone
    }
    permissions
  }
}

query WhoIsWhere {
  people(first: 10) {
    nodes {
      name
      trackers {
        name
        connection
        lastPosition {
          latitude
          longitude
          recordedAt
        }
      }
    }
  }
}

subscription Moving {
  positionsChanged {
    snapshot
    positions {
      latitude
      longitude
      recordedAt
      tracker {
        name
        person {
          name
        }
      }
    }
  }
}
`;
