import type { GeofenceKind } from './kinds.ts';

/** When somebody counts as inside a geofence; `docs/presence.md` says how the rules work together. */
export interface PresenceRules {
  /** How far inside the border a fix must lie to begin a visit, metres. */
  readonly enterBufferMeters: number;
  /** How far outside the border a fix must lie to end a visit, metres. */
  readonly exitBufferMeters: number;
  /** How many times its own accuracy radius a fix must lie farther out than the exit buffer to end a visit. */
  readonly exitAccuracyWeight: number;
  /** Fixes with a larger accuracy radius decide nothing, metres; null: all decide. */
  readonly maxAccuracyMeters: number | null;
  /** Whether fixes that imply an impossible speed decide nothing. */
  readonly plausibleOnly: boolean;
  /** Fixes known to be lower are outside, metres as the device reports altitude; null: no limit. */
  readonly minAltitudeMeters: number | null;
  /** Fixes known to be higher are outside, metres as the device reports altitude; null: no limit. */
  readonly maxAltitudeMeters: number | null;
  /** Fixes in a row that must agree before a visit begins. */
  readonly enterConfirmFixes: number;
  /** Or seconds without a fix outside; null: only fixes confirm. */
  readonly enterConfirmSeconds: number | null;
  /** Fixes in a row that must agree before a visit ends. */
  readonly exitConfirmFixes: number;
  /** Or seconds without a fix inside; null: only fixes confirm. */
  readonly exitConfirmSeconds: number | null;
  /** Seconds after which a visit counts as dwelling; null: never. */
  readonly dwellSeconds: number | null;
  /** Seconds within the loiter radius after which a visit counts as loitering; null: never. */
  readonly loiterSeconds: number | null;
  /** How far a loiterer may move, metres. */
  readonly loiterRadiusMeters: number;
  /** Longest time between two fixes outside of which the straight line may count as a crossing, seconds; null: none does. */
  readonly crossingSeconds: number | null;
  /** Silence after which somebody inside is only probably there, seconds; null: never. */
  readonly probableAfterSeconds: number | null;
  /** Silence after which somebody inside counts as stale, seconds; null: never. */
  readonly staleAfterSeconds: number | null;
  /** Silence after which a visit ends at the last fix heard, seconds; null: never. */
  readonly endAfterSeconds: number | null;
  /** Whether a visit ends when the device says that it is switched off. */
  readonly endsWhenOff: boolean;
  /** When the geofence counts at all; null: always. */
  readonly activeHours: ActiveHours | null;
}

/** A week of hours by the clocks of one time zone. */
export interface ActiveHours {
  /** IANA name. */
  readonly timeZone: string;
  /** Whether the zone is that of the geofence's place, and changes with it; absent: it was named. */
  readonly followsPlace?: boolean | undefined;
  readonly weekly: readonly ActiveSpan[];
}

/** Hours of some days. */
export interface ActiveSpan {
  /** ISO 8601 weekdays on which the span begins: 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  /** Minute of the day, included: 0 to 1439. */
  readonly fromMinute: number;
  /** Minute of the day, excluded: 1 to 1440; at or before `fromMinute` it is one of the day after. */
  readonly toMinute: number;
}

/** The first fix inside enters, the first outside leaves, nobody grows stale. */
export const PLAIN_RULES: PresenceRules = {
  enterBufferMeters: 0,
  exitBufferMeters: 0,
  exitAccuracyWeight: 0,
  maxAccuracyMeters: null,
  plausibleOnly: false,
  minAltitudeMeters: null,
  maxAltitudeMeters: null,
  enterConfirmFixes: 1,
  enterConfirmSeconds: null,
  exitConfirmFixes: 1,
  exitConfirmSeconds: null,
  dwellSeconds: null,
  loiterSeconds: null,
  loiterRadiusMeters: 25,
  crossingSeconds: null,
  probableAfterSeconds: null,
  staleAfterSeconds: null,
  endAfterSeconds: null,
  endsWhenOff: false,
  activeHours: null,
};

/**
 * The rules of a kind of geofence where none are given, for phones of ten metres or so: a fix outside counts when it is
 * farther out than it is accurate. Where somebody is paid or counted, two fixes must agree both ways. Where somebody is in
 * danger or in safety one is enough to begin. Who passes a gate is there for a fix or two, and gone before silence means
 * anything.
 */
export const DEFAULT_RULES: Readonly<Record<GeofenceKind, PresenceRules>> = {
  WORK_ZONE: rules({ enterConfirmFixes: 2, exitConfirmSeconds: 300 }),
  MUSTER_POINT: rules({ exitConfirmSeconds: 120, probableAfterSeconds: 120, staleAfterSeconds: 300 }),
  EXCLUSION: rules({ exitConfirmSeconds: 120, crossingSeconds: 60 }),
  GATE: rules({
    exitConfirmSeconds: 60,
    crossingSeconds: 60,
    probableAfterSeconds: null,
    staleAfterSeconds: null,
    endAfterSeconds: 900,
  }),
  BREAK_AREA: rules({ enterConfirmFixes: 2, exitConfirmSeconds: 300 }),
};

/** Rules as they were kept, whatever was not a rule then. */
export function keptRules(kept: Partial<PresenceRules>): PresenceRules {
  return { ...PLAIN_RULES, ...kept };
}

function rules(changes: Partial<PresenceRules>): PresenceRules {
  return {
    ...PLAIN_RULES,
    exitAccuracyWeight: 1,
    exitConfirmFixes: 2,
    maxAccuracyMeters: 50,
    plausibleOnly: true,
    probableAfterSeconds: 300,
    staleAfterSeconds: 900,
    endAfterSeconds: 14_400,
    endsWhenOff: true,
    ...changes,
  };
}
