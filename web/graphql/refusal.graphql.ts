import { graphql } from '../__generated__/gql.ts';

/** What of a refusal a screen needs to say it in the language of the reader. */
export const REFUSAL = graphql(`
  fragment Refusal on UserError {
    field
    code
    message
    params {
      name
      value
    }
  }
`);
