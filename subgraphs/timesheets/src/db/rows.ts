import type { Exception } from '../domain/exceptions.ts';
import type { Line } from '../domain/lines.ts';
import type { DaySheet, Sheet } from '../domain/timesheet.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export interface TimesheetRow extends Sheet {
  readonly personId: string;
}
export type AttendanceDayRow = DaySheet;
export type AttendanceLineRow = Line;
export type AttendanceExceptionRow = Exception;

/** A person is owned elsewhere; here it is its id. */
export interface PersonRow {
  readonly id: string;
}

/** A person visit is owned elsewhere; here it is its id. */
export interface PersonVisitRow {
  readonly id: string;
}

/** What the replica of the tenant keeps. */
export interface TenantState {
  /** IANA name. */
  readonly timeZone: string;
}

/** What the replica of places keeps. */
export interface PlaceState {
  /** Ids from the top down to the place itself. */
  readonly path: readonly string[];
  /** IANA name, or null where the place above decides. */
  readonly timeZone: string | null;
}

/** What the replica of zones keeps. */
export interface ZoneState {
  /** A value of the SDL's `GeofenceKind`. */
  readonly kind: string;
  /** The place the zone belongs to, or null. */
  readonly placeId: string | null;
}

/** What the replica of people keeps. */
export interface PersonState {
  /** The unit that owns the person, or null for the tenant itself. */
  readonly unitId: string | null;
  readonly kind: 'EMPLOYEE' | 'CONTRACTOR' | 'VISITOR';
}
