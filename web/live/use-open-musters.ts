import { graphql } from '../__generated__/gql.ts';
import type { OpenMustersQuery } from '../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../graphql/use-lasting-query.ts';
import { useMay } from './viewer-provider.tsx';

const OPEN_MUSTERS = graphql(`
  query OpenMusters {
    musters(first: 5, filter: { open: true }) {
      nodes {
        id
        name
        mode
        counts {
          total
          missing
        }
      }
    }
  }
`);

// Musters are followed on their own page; elsewhere it must be seen soon that there is one.
const LOOK_AGAIN_MS = 5_000;

/** The musters that go on, the latest start first; nothing is asked for who may not see any. */
export function useOpenMusters(): LastingAnswer<OpenMustersQuery> {
  const may = useMay('muster:read');
  return useLastingQuery({ query: OPEN_MUSTERS, pause: !may }, { everyMs: LOOK_AGAIN_MS });
}
