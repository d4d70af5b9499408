import { overlappingIn, pairVisits } from './pair-visits.ts';
import { changeKind, type VisitChange } from './visit-change.ts';
import type { Visit } from './visit.ts';

/** A visit as it was told last. */
export interface ToldVisit {
  readonly visitId: string;
  /** Number of the last belief. */
  readonly revision: number;
  readonly visit: Visit;
  readonly decidedAt: number | null;
}

/** A visit as it is derived now. */
export interface DerivedVisit {
  readonly visit: Visit;
  /** Time of the fix with which it was over; null while it may change in order. */
  readonly decidedAt: number | null;
}

/** Gives the id of a visit that nothing told stands for, and the number of its next belief. */
export type NameVisit = (visit: Visit) => { readonly visitId: string; readonly revision: number };

/** What a stretch derived anew means for what was told of it. */
export interface Reconciled {
  readonly changes: readonly VisitChange[];
  /** Visits of which nothing new is believed, with a decision at another time. */
  readonly decided: readonly { readonly visitId: string; readonly at: number | null }[];
  /** For each derived visit, what it is told as from now on. */
  readonly told: readonly { readonly visitId: string; readonly revision: number }[];
}

/**
 * Holds the visits of a stretch against what was told of it. A visit keeps its id as long as it overlaps what it was; of
 * several that turn out to be one, the earlier id stays and the others name it.
 */
export function reconcile(told: readonly ToldVisit[], derived: readonly DerivedVisit[], name: NameVisit): Reconciled {
  const pairs = pairVisits(told, derived);
  const taken = new Set(pairs.values());
  const changes: VisitChange[] = [];
  const decided: { visitId: string; at: number | null }[] = [];
  const ids = derived.map((one) => {
    const { visit, decidedAt } = one;
    const before = pairs.get(one);
    const kind = changeKind(before?.visit ?? null, visit);
    if (before && !kind) {
      if (before.decidedAt !== decidedAt) decided.push({ visitId: before.visitId, at: decidedAt });
      return before;
    }
    const next = before ? { visitId: before.visitId, revision: before.revision + 1 } : name(visit);
    changes.push({ kind: kind ?? 'REVISED', ...next, visit, retracted: false, supersededBy: null, decidedAt });
    return next;
  });
  const heirOf = overlappingIn(derived.map(({ visit }) => visit));
  for (const before of told) {
    if (taken.has(before)) continue;
    const supersededBy = ids[heirOf(before.visit) ?? -1]?.visitId ?? null;
    const { visitId, revision, visit } = before;
    changes.push({
      kind: 'RETRACTED',
      visitId,
      revision: revision + 1,
      visit,
      retracted: true,
      supersededBy,
      decidedAt: null,
    });
  }
  return { changes, decided, told: ids.map(({ visitId, revision }) => ({ visitId, revision })) };
}

/** The derived visits that nothing told stands for. */
export function unpaired(told: readonly ToldVisit[], derived: readonly DerivedVisit[]): Visit[] {
  const pairs = pairVisits(told, derived);
  return derived.filter((one) => !pairs.has(one)).map(({ visit }) => visit);
}
