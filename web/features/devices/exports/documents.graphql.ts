import { graphql } from '../../../__generated__/gql.ts';

/** Exports of positions and how far they are. */
export const EXPORTS = graphql(`
  query Exports {
    positionExports(first: 50) {
      nodes {
        ...ExportRow
      }
      pageInfo {
        hasNextPage
      }
    }
  }
  fragment ExportRow on PositionExport {
    id
    format
    from
    to
    state
    progress
    positionCount
    problem
    createdAt
    finishedAt
    files {
      name
      byteCount
      positionCount
      path
    }
  }
`);

/** Starts an export. */
export const START_EXPORT = graphql(`
  mutation StartExport($input: StartPositionExportInput!) {
    startPositionExport(input: $input) {
      export {
        id
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Gives an export up. */
export const CANCEL_EXPORT = graphql(`
  mutation CancelExport($input: CancelPositionExportInput!) {
    cancelPositionExport(input: $input) {
      export {
        id
        state
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);
