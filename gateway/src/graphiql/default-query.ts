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

# Joins five subgraphs.
query WhoIsWhere {
  occupancy {
    total {
      present
      stale
    }
    zones {
      zone {
        name
        place {
          name
        }
      }
      headcount {
        present
        people(first: 5) {
          nodes {
            since
            person {
              name
              unit {
                name
              }
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
      }
    }
  }
}

# Joins five subgraphs in every event.
subscription Headcounts {
  headcountChanged {
    snapshot
    zones {
      name
      headcount {
        present
        stale
        people(first: 5) {
          nodes {
            person {
              name
              unit {
                name
              }
              trackers {
                name
                lastPosition {
                  recordedAt
                }
              }
            }
          }
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
