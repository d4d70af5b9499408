/** One person in one zone during `[from, to)`. All times are Unix milliseconds by the devices' clocks. */
export interface PersonVisit {
  readonly personVisitId: string;
  readonly personId: string;
  readonly zoneId: string;
  readonly from: number;
  /** Excluded; null while the visit lasts. */
  readonly to: number | null;
  /** Why it ended, as geofences says; null while it lasts. */
  readonly endReason: string | null;
  /** Silence that leaves some doubt. */
  readonly probable: readonly Interval[];
  /** When nothing was heard for longer than the zone's rules allow. */
  readonly stale: readonly Interval[];
  /** From an end for silence, or for being switched off, until the tracker was heard again; null for any other end. */
  readonly lost: Interval | null;
}

/** `[from, to)` in Unix milliseconds; `to` is null while it lasts. */
export interface Interval {
  readonly from: number;
  readonly to: number | null;
}

/** Whether an interval covers an instant. */
export function holdsAt({ from, to }: Interval, at: number): boolean {
  return from <= at && (to === null || at < to);
}

/** The end of an interval as a number that compares. */
export function endOf({ to }: Interval): number {
  return to ?? Infinity;
}

/** The instants at which a visit changes a headcount, ascending; some may lie ahead where a device's clock does. */
export function movesOf({ from, to, probable, stale, lost }: PersonVisit): number[] {
  const parts = [{ from, to }, ...probable, ...stale, ...(lost ? [lost] : [])];
  const ends = parts.flatMap((part) => (part.to === null ? [part.from] : [part.from, part.to]));
  return [...new Set(ends)].toSorted((a, b) => a - b);
}
