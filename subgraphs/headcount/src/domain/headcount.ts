import { holdsAt } from './person-visit.ts';
import { countStates, rankOf, type Counts, type State } from './state.ts';
import type { Stay } from './stay.ts';

/** People counted at one instant. */
export interface Headcount extends Counts {
  /** Everybody behind the numbers, in the order of `comparePeople`. */
  readonly people: readonly CountedPerson[];
}

/** One person of a headcount and what says so. */
export interface CountedPerson {
  readonly personId: string;
  readonly state: State;
  /** Since when the person counts like this there, Unix milliseconds: after silence, when the silence was too long. */
  readonly stateSince: number;
  /** Begin of the visit or mark, Unix milliseconds. */
  readonly since: number;
  /** Of the zones where the person counts like this, the one deepest in the tree of places. */
  readonly zoneId: string;
  readonly source: Stay['source'];
  /** The visit or the mark that says so. */
  readonly sayId: string;
}

/**
 * The headcount of any set of stays at an instant: of one zone, of a place with all below it, of a whole tenant. A
 * person counts once however many stays hold, in the best state of any of them. Of those that agree with that, the one
 * whose visit or mark began first speaks for the person.
 * @param depthOf how deep the place of a zone lies; 0 for a zone without one.
 */
export function headcountAt(stays: Iterable<Stay>, at: number, depthOf: (zoneId: string) => number): Headcount {
  const byPerson = new Map<string, { speaker: Stay; deepest: Stay }>();
  for (const stay of stays) {
    if (!holdsAt(stay, at)) continue;
    const known = byPerson.get(stay.personId);
    const better = known ? rankOf(stay.state) - rankOf(known.speaker.state) : -1;
    if (!known || better < 0) byPerson.set(stay.personId, { speaker: stay, deepest: stay });
    else if (better === 0) {
      if (speaksBefore(stay, known.speaker)) known.speaker = stay;
      if (liesDeeper(stay, known.deepest)) known.deepest = stay;
    }
  }
  const people = [...byPerson.values()].map(counted).toSorted(comparePeople);
  return { ...countStates(people.map(({ state }) => state)), people };

  function liesDeeper(a: Stay, b: Stay): boolean {
    const order = depthOf(b.zoneId) - depthOf(a.zoneId) || b.since - a.since || compareText(a.zoneId, b.zoneId);
    return order < 0;
  }
}

/** People by their states, the best first, each by id. */
export function comparePeople(a: Ranked, b: Ranked): number {
  return rankOf(a.state) - rankOf(b.state) || compareText(a.personId, b.personId);
}

/** What a person's place in the list depends on. */
export type Ranked = Pick<CountedPerson, 'state' | 'personId'>;

function counted({ speaker, deepest }: { speaker: Stay; deepest: Stay }): CountedPerson {
  const { personId, state, from: stateSince, since, source, sayId } = speaker;
  return { personId, state, stateSince, since, zoneId: deepest.zoneId, source, sayId };
}

function speaksBefore(a: Stay, b: Stay): boolean {
  return (a.since - b.since || compareText(a.sayId, b.sayId)) < 0;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
