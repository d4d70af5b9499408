import { parseDecimal } from '../decimal.ts';
import { present } from '../present.ts';
import { metersPerSecondOf } from '../speed.ts';
import { instantOfGl200 } from './time.ts';

/** A position in a report, and where in the fields it stands. */
export interface Gl200Location {
  /** Index of its first field, the accuracy. */
  readonly start: number;
  /** Index behind its time. */
  readonly end: number;
  /** Unix milliseconds, always by UTC. */
  readonly recordedAt: number;
  readonly latitude: number;
  readonly longitude: number;
  /** Dilution of precision; 0 where there was no fix at that moment and the last one is told, with its own time. */
  readonly hdop?: number;
  readonly altitudeMeters?: number;
  readonly speedMetersPerSecond?: number;
  readonly headingDegrees?: number;
}

/**
 * Finds the positions of a report. What stands in front of and behind them depends on type and model; in all of them
 * a position is accuracy, speed in km/h, heading, altitude, longitude, latitude, time of the fix. Degrees with decimals
 * twice and a whole time behind them appear nowhere else.
 */
export function locationsOf(fields: readonly string[]): Gl200Location[] {
  return fields.flatMap((_, at) => locationAt(fields, at) ?? []);
}

const FIELDS_BEFORE_LONGITUDE = 4;
const DEGREES = /^-?\d{1,3}\.\d{3,8}$/u;

function locationAt(fields: readonly string[], at: number): Gl200Location | undefined {
  const [longitude = '', latitude = '', time = ''] = fields.slice(at, at + 3);
  if (!DEGREES.test(longitude) || !DEGREES.test(latitude) || at < FIELDS_BEFORE_LONGITUDE) return undefined;
  const recordedAt = instantOfGl200(time);
  // A device that never had a place writes zeros, or the first day of its receiver.
  if (recordedAt === undefined || (Number(longitude) === 0 && Number(latitude) === 0)) return undefined;
  const [hdop, speed, headingDegrees, altitudeMeters] = fields
    .slice(at - FIELDS_BEFORE_LONGITUDE, at)
    .map(parseDecimal);
  return {
    start: at - FIELDS_BEFORE_LONGITUDE,
    end: at + 3,
    recordedAt,
    latitude: Number(latitude),
    longitude: Number(longitude),
    ...present({
      hdop,
      altitudeMeters,
      speedMetersPerSecond: speed === undefined ? undefined : metersPerSecondOf(speed, 'kilometersPerHour'),
      headingDegrees,
    }),
  };
}
