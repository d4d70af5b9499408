import type { PersonVisit } from '../person-visit.ts';
import type { State } from '../state.ts';
import type { StationPolicy } from './session.ts';

/** A visit as mustering sees it. */
export interface MusterVisit extends PersonVisit {
  /** The tracker that tells of it; null where that was not kept. */
  readonly trackerId: string | null;
  /** Whether the tracker was inside already when it began to speak for the person. */
  readonly alreadyInside: boolean;
}

/** What was told of a visit, and when. */
export interface VisitRevision extends MusterVisit {
  /** Grows with what is told later, of whatever visit. */
  readonly offset: number;
  /** From here on it was believed, Unix milliseconds by our clock. */
  readonly knownAt: number;
  /** It turned out never to have been. */
  readonly retracted: boolean;
}

/** What somebody says of a person; the values of the SDL's `MusterMarkKind`. */
export const MARK_KINDS = ['SAFE', 'OFF_SITE', 'INJURED', 'MISSING'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A word about a person, by a warden or by a scanned code. */
export interface MusterMark {
  readonly markId: string;
  readonly personId: string;
  readonly kind: MarkKind;
  readonly by: 'WARDEN' | 'QR';
  /** The station it was given at, or null. */
  readonly stationId: string | null;
  /** When it was true, Unix milliseconds. */
  readonly at: number;
  /** When it reached us, Unix milliseconds. */
  readonly knownAt: number;
}

/** Somebody was marked in by hand, for the time of the start, after it. */
export interface MarkedIn {
  readonly personId: string;
  readonly zoneId: string;
  /** When that reached us, Unix milliseconds. */
  readonly knownAt: number;
}

/** Somebody who was on the list when the muster started. */
export interface ExpectedPerson {
  readonly personId: string;
  readonly state: State;
  /** The zone they were last known in, or null where somebody only said that they were there. */
  readonly zoneId: string | null;
  /** Since when nothing was heard of them, Unix milliseconds; null while they were heard. */
  readonly silentSince: number | null;
  /** Whether a person said that they were inside rather than a tracker. */
  readonly byHand: boolean;
}

/** Stations that are somebody's from an instant on (Unix milliseconds), until the next such instant. */
export interface Assigned {
  readonly from: number;
  /** Empty: any. */
  readonly stationIds: readonly string[];
}

/** Everything that is known of one person in a muster. */
export interface PersonFacts {
  readonly personId: string;
  /** Null for whoever was not on the list at the start. */
  readonly expected: ExpectedPerson | null;
  /** Stations that are theirs, in the order of time; none: any. */
  readonly assigned: readonly Assigned[];
  readonly visits: readonly MusterVisit[];
  readonly marks: readonly MusterMark[];
  /** In the order in which they became known. */
  readonly markedIn: readonly MarkedIn[];
}

/** Whether a person said that somebody was inside when the muster started, because no tracker did. */
export function isByHand({ expected, markedIn }: PersonFacts): boolean {
  return expected ? expected.byHand : markedIn.length > 0;
}

/** The stations that are somebody's at an instant; empty: any. */
export function stationsAt(assigned: readonly Assigned[], at: number): readonly string[] {
  return assigned.findLast(({ from }) => from <= at)?.stationIds ?? [];
}

/** Whether somebody at a station counts by a policy. */
export function judgeStation(
  policy: StationPolicy,
  assignedIds: readonly string[],
  stationId: string,
): 'SAFE' | 'ASK' | 'WRONG_STATION' {
  if (!assignedIds.length || assignedIds.includes(stationId) || policy === 'ALLOW') return 'SAFE';
  return policy === 'ASK' ? 'ASK' : 'WRONG_STATION';
}
