import type { PersonFacts, VisitRevision } from './facts.ts';
import { isAccounted, standingsOf } from './person-state.ts';
import type { MusterSession } from './session.ts';
import { originOf } from './origin.ts';

/** A person's facts with everything that was ever told of their visits. */
export interface PersonHistory extends Omit<PersonFacts, 'visits'> {
  /** In any order. */
  readonly revisions: readonly VisitRevision[];
}

/** From an instant on a person was, or was not, accounted for. */
export interface AccountedFrom {
  /** Unix milliseconds. */
  readonly at: number;
  readonly accounted: boolean;
}

/** What of a person's history was believed at an instant by our clock; absent: what is believed now. */
export function believedAt({ revisions, marks, ...person }: PersonHistory, knownAt = Infinity): PersonFacts {
  const latest = new Map<string, VisitRevision>();
  for (const revision of revisions) {
    if (revision.knownAt > knownAt) continue;
    const other = latest.get(revision.personVisitId);
    if (!other || other.offset < revision.offset) latest.set(revision.personVisitId, revision);
  }
  const visits = [...latest.values()].filter(({ retracted }) => !retracted);
  return { ...person, visits, marks: marks.filter((mark) => mark.knownAt <= knownAt) };
}

/**
 * When a person was shown as accounted for and when not, by what was known at each instant until another: changes only,
 * oldest first. Nobody is shown so before the start.
 */
export function accountedAsKnown(session: MusterSession, history: PersonHistory, until: number): AccountedFrom[] {
  const changes: AccountedFrom[] = [];
  for (const at of instantsOf(session, history, until)) {
    const standing = standingsOf(session, believedAt(history, at), at).at(-1);
    const accounted = standing !== undefined && isAccounted(standing.state);
    if (accounted !== (changes.at(-1)?.accounted ?? false)) changes.push({ at, accounted });
  }
  return changes;
}

/** When a person was accounted for and when not, by what is believed now; changes only, oldest first. */
export function accountedInTruth(session: MusterSession, history: PersonHistory, until: number): AccountedFrom[] {
  const changes: AccountedFrom[] = [];
  const facts = believedAt(history);
  if (!originOf(session, facts, until)) return changes;
  for (const { state, since: at } of standingsOf(session, facts, until)) {
    const accounted = isAccounted(state);
    if (accounted !== (changes.at(-1)?.accounted ?? false)) changes.push({ at, accounted });
  }
  return changes;
}

/** Every instant at which what was shown may have changed: something became known, or its time came. */
function instantsOf(session: MusterSession, history: PersonHistory, until: number): number[] {
  const told = [...history.revisions, ...history.marks].map(({ knownAt }) => Math.max(knownAt, session.startedAt));
  const moments = history.revisions.flatMap(({ from, to, probable, stale, lost }) =>
    [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])].flatMap((part) => [part.from, part.to ?? part.from]),
  );
  const marked = history.marks.map(({ at }) => at);
  const all = [session.startedAt, ...told, ...moments, ...marked];
  return [...new Set(all)].filter((at) => at >= session.startedAt && at <= until).toSorted((a, b) => a - b);
}

/** Since when a person has been shown as accounted for without a break, by our clock; null where they are not. */
export function knownSince(session: MusterSession, history: PersonHistory, until: number): number | null {
  const last = accountedAsKnown(session, history, until).at(-1);
  return last?.accounted ? last.at : null;
}
