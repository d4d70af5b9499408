import type { SpeedUnit } from '@trekker/protocols';

/** Units in the words of the schema. */
const UNITS = {
  KNOTS: 'knots',
  KILOMETERS_PER_HOUR: 'kilometersPerHour',
  METERS_PER_SECOND: 'metersPerSecond',
  MILES_PER_HOUR: 'milesPerHour',
} as const satisfies Readonly<Record<string, SpeedUnit>>;

/** A unit's name in the schema. */
export type SpeedUnitName = keyof typeof UNITS;

/** All of them. */
export const SPEED_UNIT_NAMES = ['KNOTS', 'KILOMETERS_PER_HOUR', 'METERS_PER_SECOND', 'MILES_PER_HOUR'] as const;

/** The unit of a name. */
export function speedUnitOf(name: SpeedUnitName): SpeedUnit {
  return UNITS[name];
}

/** The name of a unit. */
export function speedUnitName(unit: SpeedUnit): SpeedUnitName {
  return SPEED_UNIT_NAMES.find((name) => UNITS[name] === unit) ?? 'KNOTS';
}
