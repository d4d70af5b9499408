import type { assets, assignments, identifiers, people, trackers, trackerStatus } from './tables.ts';

/** What resolvers of each type are handed; codegen maps `XRow` to the type `X`. */
export type PersonRow = typeof people.$inferSelect;
export type AssetRow = typeof assets.$inferSelect;
export type TrackerRow = typeof trackers.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;

/** Trackers that are told together. Their fields are loaded when the event is read. */
export interface TrackersChangeRow {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly trackers: TrackerRow[];
}

export type IdentifierRow = typeof identifiers.$inferSelect;
export type TrackerStatusRow = typeof trackerStatus.$inferSelect;

/** A tracker and whom it belongs to now. */
export interface CarriedTracker {
  readonly carrierId: string;
  readonly tracker: TrackerRow;
}
