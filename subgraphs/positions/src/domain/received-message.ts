import type { Decoded } from '@trekker/protocols';

/** A message of a device with everything intake knows of it before it is judged. */
export interface ReceivedMessage {
  /** What the device calls itself. */
  readonly identifier: string;
  readonly decoded: Decoded;
  /** The endpoint it came through, for example `osmand`. */
  readonly transport: string;
  /** What was received, as text, cut to a sensible length. */
  readonly raw: string;
  /** Our clock, Unix milliseconds. */
  readonly receivedAt: number;
}
