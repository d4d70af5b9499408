import type { PositionQuantities } from '@trekker/geo';

/** Everything the history keeps of a position beside whose it is. */
export interface KeptPosition extends PositionQuantities {
  /** The device's clock, Unix milliseconds. */
  readonly recordedAt: number;
  readonly dedupe: bigint;
  /** Percent as the database tells it, or null. */
  readonly batteryPercent: number | null;
  /** JSON as the database writes it, or null. */
  readonly attributes: string | null;
  /** Our clock, Unix milliseconds. */
  readonly receivedAt: number;
  /** When the log told of it, Unix milliseconds. */
  readonly appendedAt: number;
  /** The entry of the log that told of it. */
  readonly partition: number;
  readonly offset: number;
}
