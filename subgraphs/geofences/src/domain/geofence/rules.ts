import type { GeofenceKind } from './kinds.ts';

/** When somebody counts as inside a geofence. */
export interface PresenceRules {
  /** How far inside the border a fix must lie to begin a visit, metres. */
  readonly enterBufferMeters: number;
  /** How far outside the border a fix must lie to end a visit, metres. */
  readonly exitBufferMeters: number;
  /** Fixes in a row that must agree before a visit begins. */
  readonly enterConfirmFixes: number;
  /** Fixes in a row that must agree before a visit ends. */
  readonly exitConfirmFixes: number;
  /** Fixes with a larger accuracy radius decide nothing, metres; null: all decide. */
  readonly maxAccuracyMeters: number | null;
  /** Silence after which somebody inside counts as stale, seconds; null: never. */
  readonly staleAfterSeconds: number | null;
}

/** The first fix inside enters, the first outside leaves, nobody grows stale. */
export const PLAIN_RULES: PresenceRules = {
  enterBufferMeters: 0,
  exitBufferMeters: 0,
  enterConfirmFixes: 1,
  exitConfirmFixes: 1,
  maxAccuracyMeters: null,
  staleAfterSeconds: null,
};

/**
 * The rules of a kind of geofence where none are given, for phones of ten metres or so. Where somebody is paid or
 * counted, two fixes must agree both ways. Where somebody is in danger or in safety one is enough to begin. Who passes a
 * gate is there for a fix or two, and gone before silence means anything.
 */
export const DEFAULT_RULES: Readonly<Record<GeofenceKind, PresenceRules>> = {
  WORK_ZONE: rules({ exitBufferMeters: 10, enterConfirmFixes: 2, exitConfirmFixes: 2 }),
  MUSTER_POINT: rules({ exitBufferMeters: 10, exitConfirmFixes: 2, staleAfterSeconds: 300 }),
  EXCLUSION: rules({ exitBufferMeters: 5, exitConfirmFixes: 2 }),
  GATE: rules({ exitBufferMeters: 5, staleAfterSeconds: null }),
  BREAK_AREA: rules({ exitBufferMeters: 10, enterConfirmFixes: 2, exitConfirmFixes: 2 }),
};

/** A change of rules: what is absent, or null where a rule cannot be null, stays as it is. */
export type RulesChange = { readonly [K in keyof PresenceRules]?: PresenceRules[K] | null | undefined };

/** Rules with a change applied. */
export function changedRules(before: PresenceRules, change: RulesChange | null | undefined): PresenceRules {
  const { maxAccuracyMeters, staleAfterSeconds } = change ?? {};
  return {
    enterBufferMeters: change?.enterBufferMeters ?? before.enterBufferMeters,
    exitBufferMeters: change?.exitBufferMeters ?? before.exitBufferMeters,
    enterConfirmFixes: change?.enterConfirmFixes ?? before.enterConfirmFixes,
    exitConfirmFixes: change?.exitConfirmFixes ?? before.exitConfirmFixes,
    maxAccuracyMeters: maxAccuracyMeters === undefined ? before.maxAccuracyMeters : maxAccuracyMeters,
    staleAfterSeconds: staleAfterSeconds === undefined ? before.staleAfterSeconds : staleAfterSeconds,
  };
}

function rules(changes: Partial<PresenceRules>): PresenceRules {
  return { ...PLAIN_RULES, maxAccuracyMeters: 50, staleAfterSeconds: 900, ...changes };
}
