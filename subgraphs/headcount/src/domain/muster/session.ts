/** What a muster is for; the values of the SDL's `MusterMode`. */
export const MUSTER_MODES = ['LIVE', 'DRILL', 'TEST'] as const;
export type MusterMode = (typeof MUSTER_MODES)[number];

/** What becomes of somebody at a station that is not theirs; the values of the SDL's `StationPolicy`. */
export const STATION_POLICIES = ['ALLOW', 'ASK', 'REFUSE'] as const;
export type StationPolicy = (typeof STATION_POLICIES)[number];

/** How a muster stands; the values of the SDL's `MusterStatus`. */
export const MUSTER_STATUSES = ['RUNNING', 'PAUSED', 'ENDED', 'CANCELLED'] as const;
export type MusterStatus = (typeof MUSTER_STATUSES)[number];

/** What the states of people follow from, fixed when the muster starts. */
export interface MusterSession {
  /** Unix milliseconds. */
  readonly startedAt: number;
  readonly stationPolicy: StationPolicy;
  /** Geofences of the scope's tree, its muster points included. */
  readonly zoneIds: ReadonlySet<string>;
  /** Muster points where people are accounted for, inside or beside the scope. */
  readonly stationIds: ReadonlySet<string>;
  /** By person: of which zones they were marked out by hand when it started. */
  readonly markedOut: ReadonlyMap<string, readonly MarkedOut[]>;
}

/** Somebody was out of a zone by hand when a muster started. */
export interface MarkedOut {
  readonly personId: string;
  readonly zoneId: string;
  /** From when on, Unix milliseconds. */
  readonly at: number;
}

/** Whether a muster goes on, be it paused. */
export function isOpen(status: MusterStatus): boolean {
  return status === 'RUNNING' || status === 'PAUSED';
}

/** Whether a muster that goes on is called off for another one in an overlapping place. */
export function givesWay(mode: MusterMode, to: MusterMode): boolean {
  return to === 'LIVE' && mode !== 'LIVE';
}
