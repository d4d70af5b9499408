import type { Decoded } from './decoded.ts';

/** A protocol that devices speak over a connection of their own or in datagrams: bytes ↔ messages, without I/O or clock. */
export interface DeviceProtocol {
  /** Lower-case name, as in settings, counters and `npm run decode -- --protocol`. */
  readonly name: string;
  /** The port that devices of this protocol are usually set to. */
  readonly port: number;
  readonly transports: readonly Transport[];
  /** A new splitter for the bytes of one connection; for UDP one per datagram. */
  readonly splitter: () => FrameSplitter;
  /**
   * Reads one frame. Never throws: what cannot be read becomes a message that says so.
   *
   * @param session what `decodeFrame` returned for the frame before on the same connection; `NEW_SESSION` at first.
   */
  readonly decodeFrame: (frame: Uint8Array, session: Session, circumstances: Circumstances) => DecodedFrame;
  /**
   * What a connection that ended, for UDP a datagram, still held back for a frame that never came; absent where the
   * protocol holds nothing back.
   */
  readonly endSession?: (session: Session, circumstances: Circumstances) => DecodedFrame;
}

/** How bytes of a device arrive. */
export type Transport = 'tcp' | 'udp';

/** Cuts a stream of bytes into frames, however it was split or joined on its way. */
export interface FrameSplitter {
  /** Takes the next bytes and gives the frames that are complete now, in order. Bytes between frames are dropped and counted. */
  readonly push: (bytes: Uint8Array) => Uint8Array[];
  /** Bytes that wait for the rest of their frame; bounded by the longest frame of the protocol. */
  readonly waiting: () => number;
  /** Bytes dropped so far because they belong to no frame. */
  readonly dropped: () => number;
}

/** What a connection has told so far that later frames need. A plain value; nothing is changed in place. */
export interface Session {
  /** What the device called itself; null before it did. */
  readonly identifier: string | null;
  /** How far the device's clock is ahead of UTC, seconds, where the device said so itself; null while unknown. */
  readonly utcOffsetSeconds: number | null;
  /** What else the protocol keeps in mind, under names of its own (the date of an NMEA sentence before). */
  readonly memory: Readonly<Record<string, string | number | boolean>>;
}

/** A connection that has said nothing yet. */
export const NEW_SESSION: Session = { identifier: null, utcOffsetSeconds: null, memory: {} };

/** What a decoder must be told because no message says it. */
export interface Circumstances {
  readonly transport: Transport;
  /** Unix milliseconds when the frame arrived: completes times of day without a date. */
  readonly receivedAt: number;
  /** How far clocks of such devices are set ahead of UTC, seconds, by the settings of the tracker; 0 where nobody said. */
  readonly utcOffsetSeconds: number;
  /** What devices of a protocol without a fixed unit mean by speed, by the settings of the tracker; null: what is usual. */
  readonly speedUnit: SpeedUnit | null;
  /** What the device is, by the settings of the tracker, where models of one protocol mean different things; null: unknown. */
  readonly model?: string | null;
}

/** Units in which devices report speed. */
export type SpeedUnit = 'knots' | 'kilometersPerHour' | 'metersPerSecond' | 'milesPerHour';

/** What one frame came to. */
export interface DecodedFrame {
  /**
   * Everything the frame says, in its order; a login without more is a heartbeat. An old place that is repeated because
   * the receiver has none now is a fix with `attributes.valid: false`.
   */
  readonly messages: readonly Decoded[];
  /** What the next frame of this connection is read with. */
  readonly session: Session;
  /** Whether the frame's own checksum is right; wrong ones are counted and flagged, and read all the same. */
  readonly checksum: Checksum;
  /** What the device is answered once every message of the frame is kept; null where it expects nothing. */
  readonly answer: Uint8Array | null;
  /** What a device is answered that nobody knows; null where it is answered nothing. */
  readonly refusal: Uint8Array | null;
}

/** What became of a frame's checksum; `none` where the protocol has none. */
export type Checksum = 'right' | 'wrong' | 'none';
