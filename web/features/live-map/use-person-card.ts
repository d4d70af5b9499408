import type { PersonCardQuery } from '../../__generated__/graphql.ts';
import { useLastingQuery, type LastingAnswer } from '../../graphql/use-lasting-query.ts';
import { useHeadcounts } from '../../live/headcount/use-headcounts.ts';
import { usePast } from '../../live/past/past.tsx';
import { useThrottled } from '../../live/use-throttled.ts';
import { PERSON_CARD } from './person-card.graphql.ts';

// Whoever walks into a zone changes a headcount; so headcounts say when to look again, in milliseconds.
const LOOK_AGAIN_MS = 1_000;

/** What the card of a person says besides the position; kept current, unless an instant is shown.
 * @param personId null for what is no person. */
export function usePersonCard(personId: string | null): LastingAnswer<PersonCardQuery> {
  const past = usePast();
  const asOf = past && new Date(past.at).toISOString();
  const version = useThrottled(useHeadcounts()?.version ?? 0, LOOK_AGAIN_MS);
  return useLastingQuery(
    { query: PERSON_CARD, variables: { personId: personId ?? '', asOf }, pause: personId === null },
    { version: past ? 0 : version },
  );
}
