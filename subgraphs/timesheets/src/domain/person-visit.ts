/** One person in one zone during `[from, to)`. All times are Unix milliseconds by the devices' clocks. */
export interface PersonVisit {
  readonly personVisitId: string;
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
