import type { Attributes, Decoded } from '../decoded.ts';
import type { Circumstances } from '../device-protocol.ts';
import { instantNear } from '../instant-near.ts';
import { present } from '../present.ts';
import { Unreadable } from '../unreadable.ts';
import { withoutWeekRollover } from '../week-rollover.ts';
import type { Epoch, Memory } from './epoch.ts';

/** What an epoch came to, and what is remembered for the next. */
export interface FinishedEpoch {
  readonly messages: readonly Decoded[];
  readonly lastInstantMs: number | null;
}

/**
 * Makes one message of all sentences of an instant: a fix, or a sign of life where the receiver has no place. Nothing
 * where no sentence was of a place. Nobody is named in sentences: without a line that named the device it is malformed.
 */
export function finishEpoch(identifier: string | null, memory: Memory, circumstances: Circumstances): FinishedEpoch {
  const { epoch } = memory;
  const recordedAt = instantOf(memory, circumstances);
  const lastInstantMs = recordedAt ?? memory.lastInstantMs;
  if (epoch.valid === undefined) return { messages: [], lastInstantMs };
  const decoded = identifier === null ? NAMELESS : messageOf(identifier, recordedAt, epoch);
  return { messages: [withoutWeekRollover(decoded, circumstances.receivedAt)], lastInstantMs };
}

function messageOf(identifier: string, recordedAt: number | null, epoch: Epoch): Decoded {
  const attributes = attributesOf(epoch);
  const place = placeOf(epoch);
  if (!place) return { kind: 'heartbeat', identifier, recordedAt, attributes };
  const { altitudeMeters, speedMetersPerSecond, headingDegrees } = epoch;
  const motion = present({ altitudeMeters, speedMetersPerSecond, headingDegrees });
  return { kind: 'fix', fix: { identifier, recordedAt, ...place, ...motion, attributes } };
}

const NAMELESS: Decoded = {
  kind: 'malformed',
  identifier: null,
  problem: new Unreadable('identifier', '', 'a line $<identifier> or #<identifier> before the first sentence').problem,
};

/**
 * A time without a date, as in `GGA` and `GLL`, is near the instant before, also across midnight; where no date has come
 * yet, near the clock of the server.
 */
function instantOf({ epoch, lastInstantMs }: Memory, { receivedAt }: Circumstances): number | null {
  if (epoch.timeMs === undefined) return null;
  if (epoch.dateMs !== undefined) return epoch.dateMs + epoch.timeMs;
  return instantNear(epoch.timeMs, lastInstantMs ?? receivedAt);
}

/** A receiver without a fix repeats its last place, or sends zeros or numbers no place has, which is none. */
function placeOf({ valid, latitude, longitude }: Epoch): { latitude: number; longitude: number } | undefined {
  if (latitude === undefined || longitude === undefined) return undefined;
  const none = (latitude === 0 && longitude === 0) || Math.abs(latitude) > 90 || Math.abs(longitude) > 180;
  return valid === false && none ? undefined : { latitude, longitude };
}

function attributesOf(epoch: Epoch): Attributes {
  const { satellites, hdop, pdop, vdop, fixQuality, fix, geoidHeightMeters, checksumWrong } = epoch;
  return {
    ...present({ satellites, hdop, pdop, vdop, fixQuality, fix, geoidHeightMeters }),
    ...(checksumWrong ? { checksum: false } : {}),
    ...(epoch.valid === false ? { valid: false } : {}),
  };
}
