/** One line of a recording: which tracker was where, and when. */
export interface RecordedFix {
  /** What the tracker reports under. */
  readonly identifier: string;
  /** Unix milliseconds, by the device's clock. */
  readonly at: number;
  /** Degrees, WGS 84, as recorded. */
  readonly latitude: number;
  readonly longitude: number;
}
