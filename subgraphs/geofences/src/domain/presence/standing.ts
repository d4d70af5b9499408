/** Part of a visit during which the tracker was silent for longer than the rules allow: `[from, to)`, Unix milliseconds. */
export interface StalePhase {
  readonly from: number;
  /** The next fix, or null while the silence lasts. */
  readonly to: number | null;
}

/** What a position decided about a visit; the values of the SDL's `VisitDecision`. */
export type VisitDecision = 'BEGAN' | 'CONFIRMED_BEGIN' | 'ENDED' | 'CONFIRMED_END';

/** Why a visit ended; the values of the SDL's `VisitEndReason`. */
export type VisitEndReason = 'LEFT' | 'FENCE_CHANGED';

/** A position that decided something about a visit. */
export interface Evidence {
  readonly decision: VisitDecision;
  readonly positionId: string;
  /** Distance to the border in metres, negative inside. */
  readonly signedDistanceMeters: number;
  /** The version of the geofence it was judged by. */
  readonly version: number;
}

/** The last fix that counted as inside, and the version that said so. */
export interface LastInside {
  readonly latitude: number;
  readonly longitude: number;
  readonly version: number;
}

/** Fixes outside in a row that may end a visit. */
export interface Leaving {
  /** Time of the first of them, Unix milliseconds. */
  readonly at: number;
  readonly evidence: readonly Evidence[];
}

/**
 * How a tracker stands to one geofence it is not simply outside of: ENTERING until enough fixes agree, INSIDE, EXITING
 * until enough fixes agree, GONE once the visit is over. Kept as JSON from one position to the next.
 */
export interface Standing {
  readonly phase: 'ENTERING' | 'INSIDE' | 'EXITING' | 'GONE';
  readonly visitId: string;
  /** How often the visit was told of; the number of its next revision. */
  readonly revision: number;
  /** The first fix of those that began the visit, Unix milliseconds. */
  readonly from: number;
  readonly began: readonly Evidence[];
  readonly inside: LastInside;
  readonly leaving: Leaving | null;
  /** When and why the visit ended; only when GONE. */
  readonly end: { readonly to: number; readonly reason: VisitEndReason } | null;
  readonly stale: readonly StalePhase[];
  /** First instant at which silence since the last fix is too long, or null when it never is. */
  readonly staleAt: number | null;
}

/** One visit as it is believed. */
export interface Visit {
  readonly visitId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: VisitEndReason | null;
  readonly stale: readonly StalePhase[];
  readonly evidence: readonly Evidence[];
}
