/** A week that is asked for. */
export interface WeekQuestion {
  /** The Monday. */
  readonly monday: string;
  /** What was believed at this instant, Unix milliseconds; null: what is believed now. */
  readonly knownAt: number | null;
}
