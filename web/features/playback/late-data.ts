const HOUR_MS = 3_600_000;

/** Positions that came since a replay was loaded. */
export interface NewPositions {
  /** Of hours that were over when it was loaded. */
  readonly late: number;
  /** Of hours that were not. */
  readonly recent: number;
}

/** What came since: more positions of an hour than there were. @param loadedAt Unix milliseconds. */
export function newPositions(
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
  loadedAt: number,
): NewPositions {
  let [late, recent] = [0, 0];
  for (const [hour, count] of now) {
    const more = Math.max(0, count - (before.get(hour) ?? 0));
    if (hour + HOUR_MS <= loadedAt) late += more;
    else recent += more;
  }
  return { late, recent };
}
