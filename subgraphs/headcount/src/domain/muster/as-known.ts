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
  for (const at of instantsOf(session, history).filter((instant) => instant <= until)) {
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
  const entries = [...history.revisions, ...history.marks, ...history.markedIn];
  const told = entries.map(({ knownAt }) => Math.max(knownAt, session.startedAt));
  const moments = history.revisions.flatMap(({ from, to, probable, stale, lost }) =>
    [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])].flatMap((part) => [part.from, part.to ?? part.from]),
  );
  const marked = history.marks.map(({ at }) => at);
  const all = [session.startedAt, ...told, ...moments, ...marked];
  return [...new Set(all)].filter((at) => at >= session.startedAt).toSorted((a, b) => a - b);
}

/** Since when a person has been shown as accounted for without a break, by our clock; null where they are not. */
export function knownSince(session: MusterSession, history: PersonHistory, until: number): number | null {
  const last = shownAsKnown(session, history, until).at(-1);
  return last?.accounted ? last.at : null;
}
