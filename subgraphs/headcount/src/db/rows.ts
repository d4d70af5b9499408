import type { CountedPerson } from '../domain/headcount.ts';
import type { Crossing, LimitEventStatus } from '../domain/limit/limit-event.ts';
import type { LimitVersion, StandingLimit } from '../domain/limit/limit.ts';
import type { AnsweredQuestion, Instants } from '../domain/question.ts';
import type { Share } from '../domain/split.ts';
import type { MarkRow } from './marks.ts';
import type { ResetSchedule } from './resets.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type HeadcountRow = AnsweredQuestion;
export type HeadcountPersonRow = CountedPerson;
export type HeadcountShareRow = Share;
export type HeadcountLimitRow = StandingLimit;
export type OccupancyLimitRow = LimitVersion;
export type PresenceMarkRow = MarkRow;
export type HeadcountResetRow = ResetSchedule;

/** A geofence is owned elsewhere; here it is its id. */
export interface GeofenceRow {
  readonly id: string;
}

/** A place is owned elsewhere; here it is its id. */
export interface PlaceRow {
  readonly id: string;
}

/** An instant, and what is listed at it. People are counted when asked for. */
export interface OccupancyRow {
  readonly instants: Instants;
  readonly zoneIds: readonly string[];
  readonly placeIds: readonly string[];
}

export interface ZoneOccupancyRow {
  readonly zone: GeofenceRow;
  readonly instants: Instants;
}

export interface PlaceOccupancyRow {
  readonly place: PlaceRow;
  readonly instants: Instants;
}

/** Zones and places told together. Their people are counted when the event is read. */
export interface HeadcountChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly zones: GeofenceRow[];
  readonly places: PlaceRow[];
}

/** What became of a limit, as it is believed or was told; times are Unix milliseconds. */
export interface LimitEventRow extends Crossing {
  readonly eventId: string;
  readonly limitId: string;
  /** Append time of what it follows from. */
  readonly knownFrom: number;
}

/** Something that was told of a limit. */
export interface LimitEventChangeRow {
  readonly cursor: string;
  readonly status: LimitEventStatus;
  readonly event: LimitEventRow;
}

/** What the replica of zones keeps: whether a zone holds, by the devices' clocks. */
export interface ZoneState {
  readonly archived: boolean;
}

/** What the replica of the places of zones keeps, by our clock. */
export interface ZonePlaceState {
  /** The place the zone belongs to, or null. */
  readonly placeId: string | null;
}

/** What the replica of places keeps. */
export interface PlaceState {
  /** Ids from the top down to the place itself. */
  readonly path: readonly string[];
}

export type { AssignedStationsRow } from './muster/stations.ts';
export type { MusterActRow } from './muster/acts.ts';
export type {
  MusterChangeRow,
  MusterCompanyCountsRow,
  MusterGroupReportRow,
  MusterPersonRow,
  MusterPositionRow,
  MusterReportRow,
  MusterRow,
  MusterStationCountsRow,
  MusterZoneCountsRow,
} from './muster/rows.ts';
