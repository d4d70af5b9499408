import type { Whereabouts } from '../domain/whereabouts/whereabouts.ts';
import type { GeofenceEventKind } from '../domain/events/geofence-event.ts';
import type { EventStatus } from '../domain/events/told-stay.ts';
import type { ActiveHours, PresenceRules } from '../domain/geofence/rules.ts';
import type { PersonVisitEndReason } from '../domain/person-visits/person-visit.ts';
import type { VisitChangeKind } from '../domain/presence/visit-change.ts';
import type { Evidence, Phase, Visit } from '../domain/presence/visit.ts';
import type { PositionExplained, PositionJudged } from '../domain/what-if/explain-position.ts';
import type { SimulatedVisit, Simulation, TrackerChange } from '../domain/what-if/simulation.ts';
import type { Suggestion } from '../domain/what-if/suggestion.ts';
import type { VisitFigures } from '../domain/what-if/visit-figures.ts';
import type { geofences, geofenceVersions, places } from './tables.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type PlaceRow = typeof places.$inferSelect;
export type GeofenceRow = typeof geofences.$inferSelect;

export type PresenceRulesRow = PresenceRules;
export type ActiveHoursRow = ActiveHours;

/** A version as it is written. */
export type NewVersionRow = typeof geofenceVersions.$inferSelect;

/** A version with a shape, and the end of its time. */
export interface GeofenceVersionRow extends NewVersionRow {
  readonly shape: 'BOUNDARY' | 'CIRCLE' | 'CORRIDOR';
  /** When a later version begins to hold, or the geofence ends; null while it holds, `validFrom` where it never did. */
  readonly validTo: number | null;
}

/** A belief about a visit. */
export interface VisitRow extends Visit {
  readonly visitId: string;
  readonly revision: number;
  readonly trackerId: string;
  readonly retracted: boolean;
  readonly supersededBy: string | null;
  readonly knownFrom: number;
}

/** A belief about a person's visit. */
export interface PersonVisitRow {
  readonly personVisitId: string;
  readonly personId: string;
  readonly visitId: string;
  readonly geofenceId: string;
  readonly from: number;
  readonly to: number | null;
  readonly endReason: PersonVisitEndReason | null;
  readonly probable: Phase[];
  readonly stale: Phase[];
  /** Null where it was not lost after its end. */
  readonly lostFrom: number | null;
  readonly lostTo: number | null;
  /** Whether the tracker was inside already when it began to speak for the person. */
  readonly alreadyInside: boolean;
  readonly knownFrom: number;
}

/** One event of `visitChanged`; the visit is loaded when the event is read. */
export interface VisitChangeRow {
  readonly cursor: string;
  readonly kind: VisitChangeKind;
  readonly visitId: string;
  readonly revision: number;
}

/** A belief about something that happened in a geofence. */
export interface GeofenceEventRow {
  readonly eventId: string;
  readonly kind: GeofenceEventKind;
  /** By the devices' clocks, Unix milliseconds. */
  readonly at: number;
  readonly geofenceId: string;
  readonly trackerId: string;
  readonly personId: string | null;
  readonly assetId: string | null;
  readonly visitId: string;
  readonly knownFrom: number;
}

/** One event of `geofenceEvent`. */
export interface GeofenceEventChangeRow {
  readonly cursor: string;
  readonly status: EventStatus;
  readonly event: GeofenceEventRow;
}

export type StalePhaseRow = Phase;
/** A piece of evidence, and whose positions it is made of. */
export interface VisitEvidenceRow extends Evidence {
  readonly trackerId: string;
}

/** What is worked out of history, beside what is kept. */
export type GeofenceSimulationRow = Simulation;
export type SimulationFiguresRow = VisitFigures;
export type SimulatedVisitRow = SimulatedVisit;
export type SimulatedChangeRow = TrackerChange;
export type RulesSuggestionRow = Suggestion;
export type PositionExplanationRow = PositionExplained;
/** What a position said of a geofence, and how exact it was. */
export interface PositionJudgementRow extends PositionJudged {
  readonly accuracyMeters: number | null;
}

/** Entities that are owned elsewhere; here they are their ids. */
export interface TrackerRow {
  readonly id: string;
}
export interface AssetRow {
  readonly id: string;
}
export interface PersonRow {
  readonly id: string;
}
export interface PositionRow {
  readonly id: string;
  /** Where it is. */
  readonly latitude?: number;
  readonly longitude?: number;
  /** Whether the gateway said so. */
  readonly isPlaced?: boolean;
}
/** What resolvers of what is at a position are handed. */
export type WhereaboutsRow = Whereabouts;
