import type { UseQueryArgs } from 'urql';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { useNewest } from './use-newest.ts';

// Nothing streams hours; an open line moves on as often.
const LOOK_AGAIN = { everyMs: 30_000 };

/** An answer about a week. */
export interface LastingWeek<Data> extends LastingAnswer<Data> {
  /** Whether what is shown has gaps, or comes from before the page was opened, because a service does not answer. */
  readonly incomplete: boolean;
}

/**
 * A query about a week, asked again every half minute. What was shown once, out of the cache too, stays when the service
 * stops to answer. One use is for one week: what the cache had of another is not shown instead.
 */
export function useLastingWeek<Data, Variables extends Record<string, unknown>>(
  args: UseQueryArgs<Variables, Data>,
): LastingWeek<Data> {
  const answer = useLastingQuery({ ...args, requestPolicy: 'cache-and-network' }, LOOK_AGAIN);
  const data = useNewest(answer.data ?? null) ?? undefined;
  const incomplete = answer.staleSince === null && (answer.failed || answer.codes.length > 0);
  return { ...answer, data, failed: answer.failed && !data, incomplete };
}
