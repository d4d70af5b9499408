import type { Attributes } from '@trekker/protocols';

/** Attributes that tell of a device's own battery, beside its percent. */
export const BATTERY_ATTRIBUTES: readonly string[] = ['batteryVolts', 'batteryLevel', 'charge'];

/** From this charge down a battery counts as low, percent: phones warn their users there. */
const LOW_PERCENT = 20;
const LOW_LEVELS = ['low', 'critical'];

/** What a tracker said of its battery with one position. */
export interface Battery {
  /** 0 to 100, or null. */
  readonly percent: number | null;
  readonly volts: number | null;
  readonly isCharging: boolean | null;
  /** Null where neither percent nor level was told. */
  readonly isLow: boolean | null;
  /** Unix milliseconds. */
  readonly recordedAt: number;
}

/** Whether a position tells of the battery at all. */
export function tellsOfBattery(percent: number | null, attributes: Attributes | null): boolean {
  return percent !== null || BATTERY_ATTRIBUTES.some((name) => attributes?.[name] !== undefined);
}

/** What a position tells of the battery. */
export function batteryOf({
  percent,
  attributes,
  recordedAt,
}: {
  percent: number | null;
  attributes: Attributes | null;
  recordedAt: number;
}): Battery {
  const { batteryVolts: volts, batteryLevel: level, charge } = attributes ?? {};
  const isLowLevel = typeof level === 'string' ? LOW_LEVELS.includes(level) : null;
  return {
    percent,
    volts: typeof volts === 'number' ? volts : null,
    isCharging: typeof charge === 'boolean' ? charge : null,
    isLow: percent === null ? isLowLevel : percent <= LOW_PERCENT,
    recordedAt,
  };
}
