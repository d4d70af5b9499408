import { graphql } from '../../__generated__/gql.ts';

/** Begins a muster: freezes who is expected. */
export const START_MUSTER = graphql(`
  mutation StartMuster($input: StartMusterInput!) {
    startMuster(input: $input) {
      muster {
        id
      }
      userErrors {
        ...Refusal
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
        ...Refusal
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
        ...Refusal
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
        ...Refusal
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
        ...Refusal
      }
    }
  }
`);
