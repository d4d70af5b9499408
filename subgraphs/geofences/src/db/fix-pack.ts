import {
  packPositions,
  quantiseDegrees,
  quantiseMeters,
  unpackPositions,
  EVENT_KIND,
  type PositionRecord,
} from '@trekker/geo';

import { fixOf } from '../domain/presence/fix.ts';
import type { KeptFix } from '../domain/presence/replay.ts';

/** A run of one tracker's fixes as two columns keep it. */
export interface FixPack {
  /** Positions as the log packs them, with what presence does not read left out. */
  readonly fixes: Buffer;
  /** When each became known, as milliseconds behind its own time: zigzag, base 128, lowest first. */
  readonly known: Buffer;
}

/** Packs a run of fixes. */
export function packFixes(fixes: readonly KeptFix[]): FixPack {
  if (!fixes.length) return { fixes: Buffer.alloc(0), known: Buffer.alloc(0) };
  return { fixes: Buffer.from(packPositions(fixes.map(recordOf))), known: packKnown(fixes) };
}

/** The run of fixes that {@link packFixes} packed. */
export function unpackFixes({ fixes, known }: FixPack): KeptFix[] {
  if (!fixes.length) return [];
  const behind = unpackKnown(known);
  return unpackPositions(fixes).map((record, index) => ({
    ...fixOf(record),
    knownAt: record.recordedAt + (behind[index] ?? 0),
  }));
}

function recordOf({ key, latitude, longitude, accuracyMeters, altitudeMeters, isOff }: KeptFix): PositionRecord {
  return {
    ...key,
    latitudeE7: quantiseDegrees(latitude),
    longitudeE7: quantiseDegrees(longitude),
    altitudeCentimeters: altitudeMeters === null ? null : quantiseMeters(altitudeMeters),
    accuracyCentimeters: accuracyMeters === null ? null : quantiseMeters(accuracyMeters),
    speedMillimetersPerSecond: null,
    headingCentidegrees: null,
    eventKind: isOff ? EVENT_KIND.deviceOff : EVENT_KIND.none,
  };
}

function packKnown(fixes: readonly KeptFix[]): Buffer {
  const bytes: number[] = [];
  for (const { knownAt, recordedAt } of fixes) {
    const behind = knownAt - recordedAt;
    // Beyond 32 bits, so no shifts: positions may be known years after they were recorded.
    let rest = behind < 0 ? -2 * behind - 1 : 2 * behind;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

function unpackKnown(known: Buffer): number[] {
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of known) {
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte >= 128) continue;
    values.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    value = 0;
    scale = 1;
  }
  return values;
}
