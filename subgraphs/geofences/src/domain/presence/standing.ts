import type { Point } from '@trekker/geo';

import type { Clue } from './clue.ts';
import type { Phase, RuleFired, VisitEndReason } from './visit.ts';

/** The last fix that said inside, and the version that judged it. */
export interface LastInside extends Point {
  readonly version: number;
}

/** Fixes outside in a row that may end a visit. */
export interface Leaving {
  /** Time of the first of them, Unix milliseconds. */
  readonly at: number;
  readonly evidence: readonly Clue[];
}

/** Where a loiterer is, and since when, Unix milliseconds. */
export interface Anchor extends Point {
  readonly at: number;
}

/** How a visit ended. */
export interface Ending {
  readonly to: number;
  readonly reason: VisitEndReason;
  readonly by: RuleFired;
  /** The positions that decided it. */
  readonly evidence: readonly Clue[];
}

/**
 * How a tracker stands to one geofence it is not simply outside of, after a fix: ENTERING until its begin is certain,
 * INSIDE, EXITING until its end is certain, ENDED once the visit is over. It follows from fixes and versions alone, so two
 * ways to the same standing give the same text. Kept as text from one position to the next.
 */
export interface Standing {
  readonly phase: 'ENTERING' | 'INSIDE' | 'EXITING' | 'ENDED';
  /** The first fix of those that began the visit, Unix milliseconds. */
  readonly from: number;
  readonly began: readonly Clue[];
  /** What made the begin certain; null while ENTERING. */
  readonly beganBy: RuleFired | null;
  /** The version that was active at the last fix. */
  readonly version: number;
  /** The last fix that said inside; null while that is the last one heard, by `version`. */
  readonly inside: LastInside | null;
  readonly leaving: Leaving | null;
  /** Only when ENDED. */
  readonly end: Ending | null;
  readonly probable: readonly Phase[];
  readonly stale: readonly Phase[];
  readonly anchor: Anchor | null;
  readonly loitering: readonly Phase[];
}
