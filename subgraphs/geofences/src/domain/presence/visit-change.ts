import type { Phase, Visit } from './visit.ts';

/** What happened to a visit; the values of the SDL's `VisitChangeKind`. */
export const VISIT_CHANGE_KINDS = ['ENTERED', 'LEFT', 'PHASE_CHANGED', 'REVISED', 'RETRACTED'] as const;
export type VisitChangeKind = (typeof VISIT_CHANGE_KINDS)[number];

/** A new belief about a visit. */
export interface VisitChange {
  readonly kind: VisitChangeKind;
  readonly visitId: string;
  /** 0 for the first belief. */
  readonly revision: number;
  /** The visit; of a retracted one what was believed before. */
  readonly visit: Visit;
  readonly retracted: boolean;
  /** The visit it turned out to be part of, where it was retracted. */
  readonly supersededBy: string | null;
  /** Time of the fix with which the visit was over and nothing in order can change it, Unix milliseconds, or null. */
  readonly decidedAt: number | null;
}

/** What changed from one belief about a visit to the next, or null when nothing did. */
export function changeKind(before: Visit | null, after: Visit): VisitChangeKind | null {
  if (!before) return 'ENTERED';
  if (before.from !== after.from) return 'REVISED';
  if (before.to === null && after.to !== null) return 'LEFT';
  if (before.to !== after.to || before.endReason !== after.endReason) return 'REVISED';
  const changes = new Set(changesWithin(before, after));
  if (changes.has('REVISED') || !sameEvidence(before, after)) return 'REVISED';
  return changes.has('PHASE_CHANGED') ? 'PHASE_CHANGED' : null;
}

/** What changed between begin and end, and behind the end. */
function changesWithin(before: Visit, after: Visit): (VisitChangeKind | null)[] {
  const [lostBefore, lostAfter] = [before, after].map(({ lost }) => (lost ? [lost] : []));
  return [
    changeOf(before.probable, after.probable),
    changeOf(before.stale, after.stale),
    changeOf(before.loitering, after.loitering),
    changeOf(lostBefore ?? [], lostAfter ?? []),
    before.dwelledAt === after.dwelledAt ? null : before.dwelledAt === null ? 'PHASE_CHANGED' : 'REVISED',
  ];
}

/** Whether phases were only begun or ended, so that nothing told before was wrong. */
function changeOf(before: readonly Phase[], after: readonly Phase[]): VisitChangeKind | null {
  const goesOn = before.every(({ from, to }, index) => {
    const now = after[index];
    return now?.from === from && (to === null || now.to === to);
  });
  if (!goesOn) return 'REVISED';
  const isSame = before.length === after.length && before.every(({ to }, index) => after[index]?.to === to);
  return isSame ? null : 'PHASE_CHANGED';
}

function sameEvidence(a: Visit, b: Visit): boolean {
  return (
    a.beganBy === b.beganBy &&
    a.endedBy === b.endedBy &&
    a.evidence.length === b.evidence.length &&
    a.evidence.every((one, index) => {
      const other = b.evidence[index];
      return one.positionId === other?.positionId && one.decision === other.decision && one.version === other.version;
    })
  );
}
