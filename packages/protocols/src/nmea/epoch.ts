import type { Session } from '../device-protocol.ts';

/** What the sentences of one instant say together; whatever none of them said is absent. */
export interface Epoch {
  /** Milliseconds since midnight UTC. */
  readonly timeMs?: number;
  /** Midnight of the date that stands beside the time, Unix milliseconds. */
  readonly dateMs?: number;
  /** Whether every sentence says that its place is of now. */
  readonly valid?: boolean;
  readonly latitude?: number;
  readonly longitude?: number;
  /** Metres above sea level. */
  readonly altitudeMeters?: number;
  readonly geoidHeightMeters?: number;
  readonly speedMetersPerSecond?: number;
  readonly headingDegrees?: number;
  readonly satellites?: number;
  readonly hdop?: number;
  readonly pdop?: number;
  readonly vdop?: number;
  /** The receiver's own figure for how it came to its place: 1 by satellites, 2 corrected, 6 estimated … */
  readonly fixQuality?: number;
  /** Whether the place has an altitude. */
  readonly fix?: '2d' | '3d';
  /** That a sentence did not fit its checksum. */
  readonly checksumWrong?: boolean;
}

/** Puts what another sentence of the same instant says to what is known; what is known already is kept for `VTG`. */
export function merged(epoch: Epoch, part: Epoch, { keep }: { keep: boolean }): Epoch {
  const valid = part.valid === undefined ? epoch.valid : part.valid && epoch.valid !== false;
  const wrong = epoch.checksumWrong === true || part.checksumWrong === true;
  return {
    ...(keep ? { ...part, ...epoch } : { ...epoch, ...part }),
    ...(valid === undefined ? {} : { valid }),
    ...(wrong ? { checksumWrong: true } : {}),
  };
}

/** Times of one instant are told with two digits of the second by one sentence and with three by another. */
const SAME_INSTANT_MS = 10;

/** Whether a sentence of that time belongs to the epoch. */
export function isSameInstant(epoch: Epoch, timeMs: number): boolean {
  return epoch.timeMs === undefined || Math.abs(epoch.timeMs - timeMs) < SAME_INSTANT_MS;
}

/** Under this name a session keeps the last instant whose date is known, Unix milliseconds. */
const LAST_INSTANT = 'lastInstantMs';

/** What a connection has in mind between two sentences. */
export interface Memory {
  readonly epoch: Epoch;
  readonly lastInstantMs: number | null;
}

/** The memory of a session. */
export function memoryOf({ memory }: Session): Memory {
  const { [LAST_INSTANT]: last, ...epoch } = memory;
  // Only `withMemory` writes the memory of sessions of this protocol, so that these are the fields of an epoch.
  return { epoch, lastInstantMs: typeof last === 'number' ? last : null };
}

/** The session with another memory. */
export function withMemory(session: Session, { epoch, lastInstantMs }: Memory): Session {
  return { ...session, memory: { ...epoch, ...(lastInstantMs === null ? {} : { [LAST_INSTANT]: lastInstantMs }) } };
}
