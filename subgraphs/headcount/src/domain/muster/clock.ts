/** A stretch `[from, to)` in which a muster was paused, Unix milliseconds; `to` is null while it is. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/** The pauses that follow from what was done, in the order in which it was done. */
export function pausesOf(acts: Iterable<{ readonly kind: string; readonly at: number }>): Pause[] {
  const pauses: Pause[] = [];
  let from: number | null = null;
  for (const { kind, at } of acts) {
    if (kind === 'PAUSED') from = at;
    else if (from !== null && kind !== 'MARKED' && kind !== 'CODE_MADE') {
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
