import type { Attributes } from '../decoded.ts';

const SENSOR = /^[\dA-F]{6}$/iu;
const HUNDREDTHS_SINCE = 3;

/**
 * Temperatures of sensors joined by `|`: two hexadecimal digits of the sensor's number, four of its value. That is hundredths
 * of a degree with a sign since version 3 of the protocol; before, a byte of degrees with a sign and one of hundredths.
 */
export function readTemperatures(text: string, protocol: number): Attributes {
  const sensors = text.split('|').filter((sensor) => SENSOR.test(sensor));
  return Object.fromEntries(
    sensors.map((sensor) => {
      const [number, high, low] = [0, 2, 4].map((at) => Number.parseInt(sensor.slice(at, at + 2), 16));
      const degrees = ((high ?? 0) << 24) >> 24;
      const celsius =
        protocol >= HUNDREDTHS_SINCE ? (degrees * 256 + (low ?? 0)) / 100 : withHundredths(degrees, low ?? 0);
      return [`temperature${number}Celsius`, celsius];
    }),
  );
}

function withHundredths(degrees: number, hundredths: number): number {
  return degrees + (degrees < 0 ? -hundredths : hundredths) / 100;
}
