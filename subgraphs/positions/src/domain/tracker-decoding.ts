import type { SpeedUnit } from '@trekker/protocols';

import { zoneOffsetSeconds } from './zone-offset.ts';

/** What a tracker's messages are read with where they do not say it themselves; null: as is usual for the protocol. */
export interface TrackerDecoding {
  /** How far the device's clock is ahead of UTC, seconds. */
  readonly utcOffsetSeconds: number | null;
  /** IANA name of the time zone of the device's clock; instead of an offset. */
  readonly timeZone: string | null;
  readonly speedUnit: SpeedUnit | null;
  readonly model: string | null;
}

/** Whether nothing is set at all. */
export function isUsual({ utcOffsetSeconds, timeZone, speedUnit, model }: TrackerDecoding): boolean {
  return utcOffsetSeconds === null && timeZone === null && speedUnit === null && model === null;
}

/** How far a device's clock is ahead of UTC at an instant (Unix milliseconds), in seconds. */
export function clockOffsetAt({ utcOffsetSeconds, timeZone }: TrackerDecoding, at: number): number {
  return timeZone === null ? (utcOffsetSeconds ?? 0) : zoneOffsetSeconds(timeZone, at);
}
