import { degrees, meters, quantiseDegrees, quantiseMeters } from '@trekker/geo';

import type { KeptFix } from '../domain/presence/replay.ts';

/** Bits of the first byte of a fix. */
const FLAG = { accuracy: 1, altitude: 2, isOff: 4 } as const;
/** Bytes of a fix: flags, recordedAt (6), knownAt (6), dedupe (8), latitude, longitude (4 each), accuracy, altitude (4 each). */
const MOST_BYTES = 37;

/**
 * Fixes one behind the other, each by itself, so that more can be appended to what is kept: big endian, accuracy and
 * altitude left out where there are none.
 */
export function writeTail(fixes: readonly KeptFix[]): Buffer {
  const bytes = Buffer.allocUnsafe(fixes.length * MOST_BYTES);
  let at = 0;
  for (const { key, latitude, longitude, accuracyMeters, altitudeMeters, isOff, knownAt } of fixes) {
    const flags =
      (accuracyMeters === null ? 0 : FLAG.accuracy) |
      (altitudeMeters === null ? 0 : FLAG.altitude) |
      (isOff ? FLAG.isOff : 0);
    at = bytes.writeUInt8(flags, at);
    at = bytes.writeUIntBE(key.recordedAt, at, 6);
    at = bytes.writeUIntBE(knownAt, at, 6);
    at = bytes.writeBigUInt64BE(key.dedupe, at);
    at = bytes.writeInt32BE(quantiseDegrees(latitude), at);
    at = bytes.writeInt32BE(quantiseDegrees(longitude), at);
    if (accuracyMeters !== null) at = bytes.writeInt32BE(quantiseMeters(accuracyMeters), at);
    if (altitudeMeters !== null) at = bytes.writeInt32BE(quantiseMeters(altitudeMeters), at);
  }
  return bytes.subarray(0, at);
}

/** The fixes of a tracker that {@link writeTail} wrote. */
export function readTail(bytes: Buffer, trackerId: string): KeptFix[] {
  const fixes: KeptFix[] = [];
  for (let at = 0; at < bytes.length;) {
    const flags = bytes.readUInt8(at);
    const recordedAt = bytes.readUIntBE(at + 1, 6);
    const knownAt = bytes.readUIntBE(at + 7, 6);
    const dedupe = bytes.readBigUInt64BE(at + 13);
    const latitude = degrees(bytes.readInt32BE(at + 21));
    const longitude = degrees(bytes.readInt32BE(at + 25));
    at += 29;
    const accuracyMeters = flags & FLAG.accuracy ? meters(bytes.readInt32BE(at)) : null;
    if (accuracyMeters !== null) at += 4;
    const altitudeMeters = flags & FLAG.altitude ? meters(bytes.readInt32BE(at)) : null;
    if (altitudeMeters !== null) at += 4;
    const isOff = (flags & FLAG.isOff) !== 0;
    const key = { trackerId, recordedAt, dedupe };
    fixes.push({ key, recordedAt, latitude, longitude, accuracyMeters, altitudeMeters, isOff, knownAt });
  }
  return fixes;
}
