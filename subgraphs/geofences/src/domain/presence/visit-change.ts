import type { StalePhase, Visit } from './standing.ts';

/** What happened to a visit; the values of the SDL's `VisitChangeKind`. */
export const VISIT_CHANGE_KINDS = ['ENTERED', 'LEFT', 'PHASE_CHANGED', 'REVISED', 'RETRACTED'] as const;
export type VisitChangeKind = (typeof VISIT_CHANGE_KINDS)[number];

/** A new belief about a visit. */
export interface VisitChange {
  readonly kind: VisitChangeKind;
  /** 0 for the first belief. */
  readonly revision: number;
  readonly visit: Visit;
}

/** What changed from one belief about a visit to the next, or null when nothing did. */
export function changeKind(before: Visit | null, after: Visit): VisitChangeKind | null {
  if (!before) return 'ENTERED';
  if (before.to === null && after.to !== null) return 'LEFT';
  if (before.to !== after.to) return 'REVISED';
  if (samePhases(before.stale, after.stale)) return null;
  return continues(before.stale, after.stale) ? 'PHASE_CHANGED' : 'REVISED';
}

function samePhases(a: readonly StalePhase[], b: readonly StalePhase[]): boolean {
  return a.length === b.length && a.every(({ from, to }, index) => b[index]?.from === from && b[index]?.to === to);
}

/** Whether phases were only begun or ended, so that nothing told before was wrong. */
function continues(before: readonly StalePhase[], after: readonly StalePhase[]): boolean {
  return before.every(({ from, to }, index) => {
    const now = after[index];
    return now?.from === from && (to === null || now.to === to);
  });
}
