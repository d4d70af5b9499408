import type { CountedPerson } from '../headcount.ts';
import type { ExpectedPerson, VisitRevision } from './facts.ts';
import { lastKnownOf } from './last-known.ts';

/** Somebody on the list at the start, with what was believed of their visits then. */
export interface FrozenPerson extends ExpectedPerson {
  readonly visits: readonly VisitRevision[];
}

/**
 * Who is expected: everybody a headcount counts, in whatever state, with their visits. What was told before the start
 * counts as known since the start.
 */
export function freeze(
  people: readonly CountedPerson[],
  { revisions, startedAt }: { revisions: readonly VisitRevision[]; startedAt: number },
): FrozenPerson[] {
  const visitsOf = Map.groupBy(revisions, ({ personId }) => personId);
  return people.map(({ personId, state, stateSince, zoneId, source }) => {
    const visits = (visitsOf.get(personId) ?? []).map((visit) => ({ ...visit, knownAt: startedAt }));
    const byHand = source !== 'TRACKER';
    const last = lastKnownOf({ personId, expected: null, assigned: [], visits, marks: [], markedIn: [] }, startedAt);
    const silentSince = state === 'PRESENT' ? null : (last.silentSince ?? stateSince);
    return { personId, state, zoneId, silentSince, byHand, visits };
  });
}
