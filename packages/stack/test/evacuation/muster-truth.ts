import { truthOfStory, type YardStory } from '@trekker/geofences/testing';
import {
  isListed,
  stepThrough,
  type MusterMark,
  type MusterSession,
  type PersonFacts,
} from '@trekker/headcount/testing';

const PEOPLE = ['ada', 'ben'];

/** What a muster is to come to. */
interface MusterQuestion {
  readonly session: MusterSession;
  readonly marks: readonly MusterMark[];
  readonly until: number;
  /** Who was on the list at its start and had left before, as was learned later: by name. They stay on it once something is said of them. */
  readonly removed: ReadonlySet<string>;
  /** Whose stations are whose, by name; absent: nobody has one of their own. */
  readonly assignedTo?: (personId: string) => PersonFacts['assigned'];
}

/** How everybody stands by the batch computations of others, by name: nobody's code but that of tests. */
export function musterTruth(
  story: YardStory,
  { session, marks, until, removed, assignedTo = () => [] }: MusterQuestion,
): Record<string, string> {
  const { people } = truthOfStory(story, until);
  const visits = people.map(({ geofenceId: zoneId, ...visit }, index) => {
    return { ...visit, zoneId, personVisitId: `v${index}` };
  });
  const states = PEOPLE.flatMap((personId): [string, string][] => {
    const own = <T extends { readonly personId: string }>(all: readonly T[]) =>
      all.filter((one) => one.personId === personId);
    const facts: PersonFacts = {
      personId,
      expected: null,
      assigned: assignedTo(personId),
      visits: own(visits),
      marks: own(marks),
      markedIn: [],
    };
    const { state } = stepThrough(session, facts, until);
    const isOn = isListed(session, facts, until) || (removed.has(personId) && state !== 'UNACCOUNTED');
    return isOn ? [[personId, state]] : [];
  });
  return Object.fromEntries(states);
}
