/** What sets the clock of a muster; whatever else is done or said in it does not. */
export const CLOCK_ACTS = ['STARTED', 'PAUSED', 'RESUMED', 'ENDED', 'CANCELLED'] as const;
export type ClockAct = (typeof CLOCK_ACTS)[number];

/** A stretch `[from, to)` in which a muster was paused, Unix milliseconds; `to` is null while it is. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** The pauses that follow from what set the clock, in the order in which it did. */
export function pausesOf(acts: Iterable<{ readonly kind: ClockAct; readonly at: number }>): Pause[] {
  const pauses: Pause[] = [];
  let from: number | null = null;
  for (const { kind, at } of acts) {
    if (kind === 'PAUSED') from = at;
    else if (from !== null) {
      pauses.push({ from, to: at });
      from = null;
    }
  }
  return from === null ? pauses : [...pauses, { from, to: null }];
}

/** Milliseconds of pauses before an instant. */
export function pausedMsUntil(pauses: readonly Pause[], at: number): number {
  return pauses.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? at, at) - from), 0);
}
