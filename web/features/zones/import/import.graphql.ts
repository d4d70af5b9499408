import { graphql } from '../../../__generated__/gql.ts';

/** Makes zones of the shapes of a file. */
export const IMPORT_ZONES = graphql(`
  mutation ImportZones($input: ImportGeofencesInput!) {
    importGeofences(input: $input) {
      created {
        id
        name
      }
      repaired {
        geofence {
          id
        }
      }
      refused {
        name
        problems {
          ...Refusal
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
