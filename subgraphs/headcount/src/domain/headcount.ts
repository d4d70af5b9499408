import { holdsAt, isStaleAt, type PersonVisit } from './person-visit.ts';

/** People counted at one instant. */
export interface Headcount {
  readonly present: number;
  readonly stale: number;
  /** Everybody behind both numbers, in the order of `comparePeople`. */
  readonly people: readonly CountedPerson[];
}

/** One person of a headcount and the visit that says so. */
export interface CountedPerson {
  readonly personId: string;
  readonly stale: boolean;
  /** Begin of the visit, Unix milliseconds. */
  readonly since: number;
  readonly personVisitId: string;
}

/**
 * The headcount of any set of visits at an instant: of one zone, of a place with all below it, of a whole tenant. A
 * person counts once however many visits hold, and is present if present by any of them. Of the visits that agree with
 * that, the one that began first speaks for the person.
 */
export function headcountAt(visits: Iterable<PersonVisit>, at: number): Headcount {
  const byPerson = new Map<string, CountedPerson>();
  for (const visit of visits) {
    if (!holdsAt(visit, at)) continue;
    const { personId, personVisitId, from: since } = visit;
    const candidate = { personId, stale: isStaleAt(visit, at), since, personVisitId };
    const speaker = byPerson.get(personId);
    if (!speaker || speaksBefore(candidate, speaker)) byPerson.set(personId, candidate);
  }
  const people = [...byPerson.values()].toSorted(comparePeople);
  const stale = people.filter((person) => person.stale).length;
  return { present: people.length - stale, stale, people };
}

/** Present people first, then stale ones, each by id. */
export function comparePeople(a: Ranked, b: Ranked): number {
  return Number(a.stale) - Number(b.stale) || compareText(a.personId, b.personId);
}

/** What a person's place in the list depends on. */
export type Ranked = Pick<CountedPerson, 'stale' | 'personId'>;

function speaksBefore(a: CountedPerson, b: CountedPerson): boolean {
  const order = Number(a.stale) - Number(b.stale) || a.since - b.since || compareText(a.personVisitId, b.personVisitId);
  return order < 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
