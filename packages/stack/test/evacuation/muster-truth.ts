import { truthOfStory, type YardStory } from '@trekker/geofences/testing';
import {
  isListed,
  stepThrough,
  type MusterMark,
  type MusterSession,
  type PersonFacts,
} from '@trekker/headcount/testing';

const PEOPLE = ['ada', 'ben'];

/** How everybody stands by the batch computations of others, by name: nobody's code but that of tests. */
export function musterTruth(
  story: YardStory,
  { session, marks, until }: { session: MusterSession; marks: readonly MusterMark[]; until: number },
): Record<string, string> {
  const { people } = truthOfStory(story, until);
  const visits = people.map(({ geofenceId: zoneId, ...visit }, index) => {
    return { ...visit, zoneId, personVisitId: `v${index}` };
  });
  const states = PEOPLE.flatMap((personId): [string, string][] => {
    const own = <T extends { readonly personId: string }>(all: readonly T[]) =>
      all.filter((one) => one.personId === personId);
    const facts: PersonFacts = { personId, expected: null, assigned: [], visits: own(visits), marks: own(marks) };
    return isListed(session, facts, until) ? [[personId, stepThrough(session, facts, until).state]] : [];
  });
  return Object.fromEntries(states);
}
