import type { quarantine } from './tables.ts';

/** A position as the history and the newest positions keep it; see the migration for the units. */
export interface PositionRow {
  readonly tracker_id: string;
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly latitude_e7: number;
  readonly longitude_e7: number;
  readonly altitude_cm: number | null;
  readonly accuracy_cm: number | null;
  readonly speed_mms: number | null;
  readonly heading_cd: number | null;
  readonly battery_percent: number | null;
  readonly received_at: number;
}

/** What resolvers of a quarantined fix are handed. */
export type QuarantinedFixRow = typeof quarantine.$inferSelect;

/** A tracker is owned elsewhere; here it is its id. */
export interface TrackerRow {
  readonly id: string;
}
