/** By what rules attendance follows from visits; all in milliseconds. */
export interface Rules {
  /** A hole between two stretches on site that is not longer counts. */
  readonly gapMs: number;
  /** A stay with less time in zones does not count. */
  readonly leastStayMs: number;
  /** Time in one zone, holes of at most `gapMs` included, beyond which it does not count. */
  readonly longStayMs: number;
  /** How long after its end a day may become final at the earliest. */
  readonly graceMs: number;
  /** How long a silent tracker may keep what it recorded to itself. */
  readonly maxOfflineMs: number;
}

/** The rules as an operator sets them, in seconds. */
export function rulesOf(config: {
  readonly gapSeconds: number;
  readonly leastStaySeconds: number;
  readonly longStaySeconds: number;
  readonly graceSeconds: number;
  readonly maxOfflineSeconds: number;
}): Rules {
  return {
    gapMs: config.gapSeconds * 1_000,
    leastStayMs: config.leastStaySeconds * 1_000,
    longStayMs: config.longStaySeconds * 1_000,
    graceMs: config.graceSeconds * 1_000,
    maxOfflineMs: config.maxOfflineSeconds * 1_000,
  };
}

/**
 * How much before and after a week must be looked at: what lies further away changes nothing in it. Whoever stayed in a
 * zone ever since is beyond `longStayMs` on either side of the week's begin, however long it has been already.
 */
export function marginOf({ gapMs, leastStayMs, longStayMs }: Rules): number {
  return longStayMs + gapMs + leastStayMs + DAY_MS;
}

const DAY_MS = 86_400_000;
