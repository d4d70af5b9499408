import type { UseQueryArgs } from 'urql';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { useNewest } from './use-newest.ts';

// Nothing streams hours; an open line moves on as often.
const LOOK_AGAIN = { everyMs: 30_000 };

/** An answer about a week. */
export interface LastingWeek<Data> extends LastingAnswer<Data> {
  /** Whether what is shown has gaps, or was remembered from before the page was opened, as a service does not answer. */
  readonly incomplete: boolean;
}

/**
 * A query about a week, asked again every half minute. What was shown once, out of the cache too, stays when the service
 * stops to answer. One use is for one week: what it showed last may stand for any of its questions.
 */
export function useLastingWeek<Data, Variables extends Record<string, unknown>>(
  args: UseQueryArgs<Variables, Data>,
): LastingWeek<Data> {
  const answer = useLastingQuery({ ...args, requestPolicy: 'cache-and-network' }, LOOK_AGAIN);
  return lastingWeek(answer, useNewest(answer.data ?? null));
}

/** What to show of an answer. @param newest what it held last, or null. */
export function lastingWeek<Data>(answer: LastingAnswer<Data>, newest: Data | null): LastingWeek<Data> {
  const data = answer.data ?? newest ?? undefined;
  const incomplete = answer.staleSince === null && (answer.failed || answer.codes.length > 0);
  return { ...answer, data, failed: answer.failed && data === undefined, incomplete };
}
