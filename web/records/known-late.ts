/** The times of a visit, RFC 3339. */
export interface VisitTimes {
  readonly from: string;
  readonly to: string | null;
  readonly endReason?: string | null;
  readonly probablePhases: readonly Phase[];
  readonly stalePhases: readonly Phase[];
  readonly lostPhase: Phase | null;
  /** Since when it is believed, by the server's clock. */
  readonly knownAt: string;
}

/** Part of a visit; `to` is null while it lasts. */
export interface Phase {
  readonly from: string;
  readonly to: string | null;
}

// Confirmations take minutes, phones without a network hours.
const ON_TIME_MS = 10 * 60_000;

/**
 * Whether a visit is believed as it is only since long after the last of its times: positions came late, or something
 * was changed for the past. The end of a visit by silence is always learned late, which is no correction.
 */
export function isKnownLate({
  from,
  to,
  endReason,
  probablePhases,
  stalePhases,
  lostPhase,
  knownAt,
}: VisitTimes): boolean {
  if (endReason === 'STALE' && lostPhase?.to === null) return false;
  const phases = [...probablePhases, ...stalePhases, ...(lostPhase ? [lostPhase] : [])];
  const times = [from, to, ...phases.flatMap((phase) => [phase.from, phase.to])];
  const last = Math.max(...times.flatMap((time) => (time === null ? [] : [Date.parse(time)])));
  return Date.parse(knownAt) - last > ON_TIME_MS;
}
