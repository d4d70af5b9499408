import type { CountedPerson, Headcount } from '../domain/headcount.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type HeadcountRow = Headcount;
export type HeadcountPersonRow = CountedPerson;

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
  readonly asOf: number;
  readonly zoneIds: readonly string[];
  readonly placeIds: readonly string[];
}

export interface ZoneOccupancyRow {
  readonly zone: GeofenceRow;
  readonly asOf: number;
}

export interface PlaceOccupancyRow {
  readonly place: PlaceRow;
  readonly asOf: number;
}

/** Zones and places told together. Their people are counted when the event is read. */
export interface HeadcountChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly zones: GeofenceRow[];
  readonly places: PlaceRow[];
}

/** What the replica of zones keeps. */
export interface ZoneState {
  /** The place the zone belongs to, or null. */
  readonly placeId: string | null;
  readonly archived: boolean;
}

/** What the replica of places keeps. */
export interface PlaceState {
  /** Ids from the top down to the place itself. */
  readonly path: readonly string[];
}

/** What the replica of people keeps. */
export interface PersonState {
  /** The unit that owns the person, or null for the tenant itself. */
  readonly unitId: string | null;
}
