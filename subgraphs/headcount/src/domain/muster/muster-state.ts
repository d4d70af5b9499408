import type { Assigned, ExpectedPerson, MarkedIn, MusterMark, MusterVisit, PersonFacts } from './facts.ts';
import { lastKnownOf, type LastKnown } from './last-known.ts';
import { originOf, visitsInScope, type Origin } from './origin.ts';
import { standingsOf, type Standing } from './person-state.ts';
import { isCountedAt } from './seen.ts';
import type { MusterSession } from './session.ts';

/** Somebody on the list of a muster as they stand at an instant. */
export interface MusterPerson extends Standing, LastKnown, Omit<Origin, 'from'> {
  readonly personId: string;
  /** From when on they are to be accounted for, Unix milliseconds. */
  readonly listedFrom: number;
  /** The zone they were in when the muster started, or entered first; null where nobody knows. */
  readonly departureZoneId: string | null;
}

/** What the states of everybody follow from. */
export interface MusterFacts {
  readonly expected: readonly ExpectedPerson[];
  readonly visits: readonly MusterVisit[];
  readonly marks: readonly MusterMark[];
  readonly markedIn: readonly MarkedIn[];
  /** Stations that are a person's, in the order of time; none: any. */
  readonly assignedTo: (personId: string) => readonly Assigned[];
}

/**
 * Everybody on the list of a muster by what is known of the time until an instant (Unix milliseconds, included), by
 * person id. The same for any order of the same facts.
 */
export function musterState(session: MusterSession, facts: MusterFacts, until: number): Map<string, MusterPerson> {
  const people = [...factsByPerson(facts).values()].flatMap((person) => personState(session, person, until) ?? []);
  return new Map(people.map((person) => [person.personId, person]));
}

/** One person as they stand, or null for whoever is not on the list. */
export function personState(session: MusterSession, facts: PersonFacts, until: number): MusterPerson | null {
  const listed = listedState(session, facts, until);
  if (!listed) return null;
  const { personId, expected, markedIn } = facts;
  const { from: listedFrom, ...came } = listed.origin;
  const last = lastKnownOf(facts, until);
  const departureZoneId = expected?.zoneId ?? firstZone(session, facts, until) ?? markedIn.at(-1)?.zoneId ?? null;
  return { personId, ...listed.standing, ...last, ...came, listedFrom, departureZoneId };
}

/** How somebody came onto the list and how they stand; null for whoever is not on it. */
export function listedState(
  session: MusterSession,
  facts: PersonFacts,
  until: number,
): { readonly origin: Origin; readonly standing: Standing } | null {
  const origin = originOf(session, facts, until);
  if (!origin) return null;
  const standing = standingsOf(session, facts, until).at(-1) as Standing; // there is always the first one
  const isRemoved = origin.origin === 'REMOVED' && standing.state === 'UNACCOUNTED';
  return { origin, standing: isRemoved ? { ...standing, state: 'REMOVED' } : standing };
}

/** The facts by person, people in no particular order. */
export function factsByPerson({
  expected,
  visits,
  marks,
  markedIn,
  assignedTo,
}: MusterFacts): Map<string, PersonFacts> {
  const known = new Map(expected.map((person) => [person.personId, person]));
  const visitsOf = Map.groupBy(visits, ({ personId }) => personId);
  const marksOf = Map.groupBy(marks, ({ personId }) => personId);
  const markedInOf = Map.groupBy(markedIn, ({ personId }) => personId);
  const people = new Set([...known.keys(), ...visitsOf.keys(), ...marksOf.keys(), ...markedInOf.keys()]);
  return new Map(
    [...people].map((personId) => [
      personId,
      {
        personId,
        expected: known.get(personId) ?? null,
        assigned: assignedTo(personId),
        visits: visitsOf.get(personId) ?? [],
        marks: marksOf.get(personId) ?? [],
        markedIn: markedInOf.get(personId) ?? [],
      },
    ]),
  );
}

/** The innermost zone in which the person was when the muster started, else the first one entered after it. */
function firstZone(session: MusterSession, facts: PersonFacts, until: number): string | null {
  const { startedAt } = session;
  const inScope = visitsInScope(session, facts).filter(({ from }) => from <= until);
  const byBegin = inScope.toSorted((a, b) => a.from - b.from || (a.personVisitId < b.personVisitId ? -1 : 1));
  const atStart = byBegin.findLast((visit) => isCountedAt(visit, startedAt));
  return (atStart ?? byBegin.find(({ from }) => from >= startedAt))?.zoneId ?? null;
}
