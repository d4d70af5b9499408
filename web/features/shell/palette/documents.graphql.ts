import { graphql } from '../../../__generated__/gql.ts';

/** People, trackers and assets whose name or identifier fits a text. */
export const PALETTE_SEARCH = graphql(`
  query PaletteSearch($text: String!, $people: Boolean!, $trackers: Boolean!, $assets: Boolean!) {
    people(first: 6, filter: { search: $text }) @include(if: $people) {
      nodes {
        id
        name
      }
    }
    trackers(first: 6, filter: { search: $text }) @include(if: $trackers) {
      nodes {
        id
        name
        identifiers
      }
    }
    assets(first: 6, filter: { search: $text }) @include(if: $assets) {
      nodes {
        id
        name
      }
    }
  }
`);
