import type { Decoded, Session } from '@trekker/protocols';

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
  /** What its frame was read with; null or absent where it came in none. */
  readonly readWith?: ReadWith | null;
  /** The feed that told it; absent: a device did. A feed tells the same again and again, whether the device lives or not. */
  readonly feedId?: string;
}

/** What reads a frame again, beside its bytes and the settings of its tracker. */
export interface ReadWith {
  /** What the connection had told before. */
  readonly session: Session;
  /** Which message of the frame it is, from 0. */
  readonly part: number;
}
