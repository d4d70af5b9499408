/** Part of a visit `[from, to)`, Unix milliseconds. */
export interface Phase {
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

/** What a position decided about a visit; the values of the SDL's `VisitDecision`. */
export type VisitDecision =
  | 'BEGAN'
  | 'CONFIRMED_BEGIN'
  | 'ENDED'
  | 'CONFIRMED_END'
  | 'LAST_HEARD'
  | 'SWITCHED_OFF'
  | 'CROSSED_FROM'
  | 'CROSSED_TO';

/** Why a visit ended; the values of the SDL's `VisitEndReason`. */
export const VISIT_END_REASONS = ['LEFT', 'FENCE_CHANGED', 'INACTIVE', 'STALE', 'DEVICE_OFF', 'CROSSED'] as const;
export type VisitEndReason = (typeof VISIT_END_REASONS)[number];

/** What made a begin or an end certain; the values of the SDL's `PresenceRuleFired`. */
export type RuleFired =
  | 'FIRST_FIX'
  | 'CONFIRMED_BY_FIXES'
  | 'CONFIRMED_BY_SECONDS'
  | 'CROSSING'
  | 'SILENCE'
  | 'SWITCHED_OFF'
  | 'GEOFENCE_MOVED'
  | 'ACTIVE_HOURS';

/** A position that decided something about a visit. */
export interface Evidence {
  readonly decision: VisitDecision;
  readonly positionId: string;
  /** Distance to the border in metres, negative inside. */
  readonly signedDistanceMeters: number;
  /** Accuracy radius of the position in metres, or null where the device gave none. */
  readonly accuracyMeters: number | null;
  /** The version of the geofence it was judged by. */
  readonly version: number;
}

/** One visit as it is believed: all that follows from positions, versions and rules, and so nothing of its id. */
export interface Visit {
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: VisitEndReason | null;
  readonly beganBy: RuleFired;
  /** Null while it lasts. */
  readonly endedBy: RuleFired | null;
  readonly probable: readonly Phase[];
  readonly stale: readonly Phase[];
  readonly loitering: readonly Phase[];
  readonly dwelledAt: number | null;
  readonly lost: Phase | null;
  readonly evidence: readonly Evidence[];
}
