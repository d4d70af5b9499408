import { createLimitBoard, type BoardLimit, type LimitChange } from './limit/limit-board.ts';
import type { LimitVersion } from './limit/limit.ts';
import type { PersonRecord } from './stay.ts';
import { spansOf, type Mark, type MarkSpan } from './mark.ts';
import type { Interval, PersonVisit } from './person-visit.ts';

/** What a derivation starts from. Everything is as it was believed before. */
export interface Facts {
  /** Visits in the zones of limits behind `since`; of people with marks all behind the first of their marks. */
  readonly visits: readonly PersonVisit[];
  /** Marks that held at `since` or later; all of each person that is going to change. */
  readonly marks: readonly Mark[];
  /** For how long marks are believed to hold: of these marks, and in the zones of limits behind `since`. */
  readonly spans: readonly MarkSpan[];
  /** Resets of the places a zone was in then, Unix milliseconds. */
  readonly resetsOf: (zoneId: string) => readonly number[];
  readonly limits: readonly BoardLimit[];
  /** Instant before which nothing that comes makes a difference. */
  readonly since: number;
  /** When a person belongs to those a version of a limit counts. */
  readonly selected: (personId: string, version: LimitVersion) => readonly Interval[];
}

/** An entry from which is derived. */
export interface Cause {
  readonly topic: 'person-visits' | 'headcount' | 'geofences' | 'trackers' | 'tenancy';
  readonly offset: number;
  /** Append time, Unix milliseconds: from then on it is believed. */
  readonly knownFrom: number;
}

/** What follows from one entry. */
export interface Consequence {
  readonly cause: Cause;
  /** New beliefs about how long marks hold. */
  readonly spans: readonly MarkSpan[];
  /** What is to be told of limits. */
  readonly limits: readonly LimitChange[];
}

/** What is believed of a visit from now on. */
export interface VisitBelief extends Pick<PersonVisit, 'personVisitId' | 'personId'> {
  readonly visit: PersonVisit | null;
}

/** Derives entry by entry what follows for marks and limits; the result is the same however entries are grouped. */
export interface Derivation {
  /** Another belief about a visit; a null `visit`: it never was. */
  visit(about: VisitBelief, cause: Cause): Consequence;
  mark(mark: Mark, cause: Cause): Consequence;
  /** Marks of these people may end by a reset that `Facts.resetsOf` tells. */
  reset(personIds: readonly string[], cause: Cause): Consequence;
  limit(limitId: string, versions: readonly LimitVersion[], cause: Cause): Consequence;
  /** Places, people or units are not as they were: marks of these people and every limit are derived again. */
  again(personIds: readonly string[], cause: Cause): Consequence;
}

/** Begins with what was believed. */
export function createDerivation({ resetsOf, ...facts }: Facts): Derivation {
  const people = new Map<string, Person>();
  const of = (personId: string): Person => {
    const known = people.get(personId) ?? { visits: new Map(), spans: new Map(), marks: [] };
    people.set(personId, known);
    return known;
  };
  for (const visit of facts.visits) of(visit.personId).visits.set(visit.personVisitId, visit);
  for (const span of facts.spans) of(span.personId).spans.set(span.markId, span);
  for (const mark of facts.marks) of(mark.personId).marks.push(mark);
  const board = createLimitBoard({
    ...facts,
    people: new Map([...people].map(([personId, person]) => [personId, recordOf(person)])),
  });
  const resetAfter = (zoneId: string, at: number) => resetsOf(zoneId).find((instant) => instant > at) ?? null;

  function changed(
    personIds: readonly string[],
    cause: Cause,
    judge = (people: ReadonlyMap<string, PersonRecord>) => board.people(people, cause),
  ): Consequence {
    const spans = personIds.flatMap(respanned);
    const records = new Map(personIds.map((personId) => [personId, recordOf(of(personId))]));
    return { cause, spans, limits: judge(records) };
  }

  /** Marks of a person that hold for longer or shorter than was believed. */
  function respanned(personId: string): MarkSpan[] {
    const person = of(personId);
    const visits = [...person.visits.values()];
    const spans = spansOf(person.marks, { visits, resetAfter }).filter((span) => {
      const known = person.spans.get(span.markId);
      return !known || known.to !== span.to;
    });
    for (const span of spans) person.spans.set(span.markId, span);
    return spans;
  }

  return {
    visit({ personVisitId, personId, visit }, cause) {
      if (visit) of(personId).visits.set(personVisitId, visit);
      else of(personId).visits.delete(personVisitId);
      return changed([personId], cause);
    },
    mark(mark, cause) {
      of(mark.personId).marks.push(mark);
      return changed([mark.personId], cause);
    },
    reset: (personIds, cause) => changed(personIds, cause),
    again: (personIds, cause) => changed(personIds, cause, (people) => board.again(people, cause)),
    limit: (limitId, versions, cause) => ({ cause, spans: [], limits: board.limit(limitId, versions, cause) }),
  };
}

/** What is believed of one person. */
interface Person {
  readonly visits: Map<string, PersonVisit>;
  readonly spans: Map<string, MarkSpan>;
  readonly marks: Mark[];
}

function recordOf({ visits, spans }: Person) {
  return { visits: [...visits.values()], spans: [...spans.values()] };
}
