/** When an assignment holds: `[from, to)` in Unix milliseconds, without end where `to` is null. */
export interface Held {
  readonly from: number;
  readonly to: number | null;
}

/** What a new assignment of a tracker means for those it has. */
export type AssignmentPlan<T extends Held> =
  | { readonly kind: 'fits'; /** The lasting assignment that ends where the new one begins. */ readonly ends: T | null }
  | { readonly kind: 'overlaps'; readonly with: T };

/**
 * Fits a new interval among the assignments of one tracker: hand-over leaves no overlap, so the one that lasts ends
 * where the new one begins; any other that shares an instant with it is in the way.
 */
export function planAssignment<T extends Held>(existing: readonly T[], wanted: Held): AssignmentPlan<T> {
  const ends = existing.find(({ from, to }) => to === null && from <= wanted.from) ?? null;
  const inTheWay = existing.find((held) => held !== ends && overlap(held, wanted));
  return inTheWay ? { kind: 'overlaps', with: inTheWay } : { kind: 'fits', ends };
}

function overlap(a: Held, b: Held): boolean {
  const empty = a.from === a.to || b.from === b.to;
  return !empty && a.from < (b.to ?? Infinity) && b.from < (a.to ?? Infinity);
}
