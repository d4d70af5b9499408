import type { PersonFacts, VisitRevision } from './facts.ts';
import { listedState } from './muster-state.ts';
import { originOf } from './origin.ts';
import { isAccounted, standingsOf } from './person-state.ts';
import type { MusterSession } from './session.ts';

/** A person's facts with everything that was ever told of their visits. */
export interface PersonHistory extends Omit<PersonFacts, 'visits'> {
  /** In any order. */
  readonly revisions: readonly VisitRevision[];
}

/** How a person stands on the list from an instant on. */
export interface ShownFrom {
  /** Unix milliseconds. */
  readonly at: number;
  /** Whether they are to be accounted for. */
  readonly listed: boolean;
  /** Whether they are; nobody is who is not listed. */
  readonly accounted: boolean;
}

/** What of a person's history was believed at an instant by our clock; absent: what is believed now. */
export function believedAt({ revisions, marks, markedIn, ...person }: PersonHistory, knownAt = Infinity): PersonFacts {
  const latest = new Map<string, VisitRevision>();
  for (const revision of revisions) {
    if (revision.knownAt > knownAt) continue;
    const other = latest.get(revision.personVisitId);
    if (!other || other.offset < revision.offset) latest.set(revision.personVisitId, revision);
  }
  const visits = [...latest.values()].filter(({ retracted }) => !retracted);
  const isKnown = (told: { knownAt: number }) => told.knownAt <= knownAt;
  return { ...person, visits, marks: marks.filter(isKnown), markedIn: markedIn.filter(isKnown) };
}

/**
 * When a person was shown on the list, and when as accounted for, by what was known at each instant until another: changes
 * only, oldest first. Nobody is shown before the start.
 */
export function shownAsKnown(session: MusterSession, history: PersonHistory, until: number): ShownFrom[] {
  const changes: ShownFrom[] = [];
  // A moment that was past already when it was told changes nothing before it was told, and then that did.
  const isAhead = ({ at, knownAt }: Moment) => at > knownAt;
  for (const at of inOrder(session, [...toldIn(history), ...momentsIn(history).filter(isAhead)])) {
    if (at > until) break;
    const state = listedState(session, believedAt(history, at), at)?.standing.state ?? 'REMOVED';
    note(changes, { at, listed: state !== 'REMOVED', accounted: isAccounted(state) });
  }
  return changes;
}

/** When a person was on the list, and when accounted for, by what is believed now; changes only, oldest first. */
export function shownInTruth(session: MusterSession, history: PersonHistory, until: number): ShownFrom[] {
  const changes: ShownFrom[] = [];
  const facts = believedAt(history);
  const origin = originOf(session, facts, until);
  if (!origin) return changes;
  // Who was seen at a station before they were on the list counts as soon as they are on it.
  for (const { state, since } of standingsOf(session, facts, until))
    note(changes, { at: Math.max(since, origin.from), listed: true, accounted: isAccounted(state) });
  return changes;
}

/** Of several changes at one instant the last holds. */
function note(changes: ShownFrom[], next: ShownFrom): void {
  if (changes.at(-1)?.at === next.at) changes.pop();
  const { listed, accounted } = changes.at(-1) ?? { listed: false, accounted: false };
  if (listed !== next.listed || accounted !== next.accounted) changes.push(next);
}

/** Every instant from the start on at which what is shown may change: something became known, or its time came. In order. */
export function instantsOf(session: MusterSession, history: PersonHistory): number[] {
  return inOrder(session, [...toldIn(history), ...momentsIn(history)]);
}

/** Something that was told is true from an instant on, or until it. */
interface Moment {
  readonly at: number;
  readonly knownAt: number;
}

/** When something became known. */
function toldIn({ revisions, marks, markedIn }: PersonHistory): Moment[] {
  return [...revisions, ...marks, ...markedIn].map(({ knownAt }) => ({ at: knownAt, knownAt }));
}

function momentsIn({ revisions, marks }: PersonHistory): Moment[] {
  const ofVisits = revisions.flatMap(({ from, to, probable, stale, lost, knownAt }) =>
    [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])]
      .flatMap((part) => [part.from, part.to ?? part.from])
      .map((at) => ({ at, knownAt })),
  );
  return [...ofVisits, ...marks];
}

/** The start and these instants, of what was told before it none. */
function inOrder({ startedAt }: MusterSession, moments: readonly Moment[]): number[] {
  const instants = moments.map(({ at }) => at).filter((at) => at >= startedAt);
  return [...new Set([startedAt, ...instants])].toSorted((a, b) => a - b);
}
