import { graphql } from '../../../__generated__/gql.ts';

/** Imports the good points of a file with recorded tracks. */
export const IMPORT_TRACK = graphql(`
  mutation ImportTrack($input: ImportTrackInput!) {
    importTrack(input: $input) {
      import {
        format
        tracks
        accepted
        duplicates
        rejected
        problemCount
        problems {
          line
          track
          point
          spoils
          code
          message
        }
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
