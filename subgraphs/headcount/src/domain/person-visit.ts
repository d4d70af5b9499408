/** One person in one zone during `[from, to)`. All times are Unix milliseconds by the devices' clocks. */
export interface PersonVisit {
  readonly personVisitId: string;
  readonly personId: string;
  readonly zoneId: string;
  readonly from: number;
  /** Excluded; null while the visit lasts. */
  readonly to: number | null;
  /** When nothing was heard for longer than the zone's rules allow. */
  readonly stale: readonly StalePhase[];
}

/** A part `[from, to)` of a visit without a sign of life; `to` is null while the silence lasts. */
export interface StalePhase {
  readonly from: number;
  readonly to: number | null;
}

/** Whether a visit or a phase of one covers an instant. */
export function holdsAt({ from, to }: { from: number; to: number | null }, at: number): boolean {
  return from <= at && (to === null || at < to);
}

/** Whether the person of a visit counts as stale at an instant, rather than present. */
export function isStaleAt({ stale }: Pick<PersonVisit, 'stale'>, at: number): boolean {
  return stale.some((phase) => holdsAt(phase, at));
}

/** The instants at which a visit changes a headcount, ascending; some may lie ahead where a device's clock does. */
export function movesOf({ from, to, stale }: Pick<PersonVisit, 'from' | 'to' | 'stale'>): number[] {
  const ends = [{ from, to }, ...stale].flatMap((part) => (part.to === null ? [part.from] : [part.from, part.to]));
  return [...new Set(ends)].toSorted((a, b) => a - b);
}
