/** A place's axis: latitudes are written with two digits of degrees, longitudes with three. */
export type Axis = 'latitude' | 'longitude';

/**
 * Degrees of `ddmm.mmmm` or `dddmm.mmmm` and the letter of the hemisphere, as NMEA 0183 and most trackers write places;
 * negative in the south and west. Without a letter the sign of the number counts. Undefined for anything else.
 */
export function degreesOfMinutes(text: string, hemisphere: string): number | undefined {
  const parts = MINUTES.exec(text.trim())?.groups;
  if (!parts || !/^[NSEW]?$/u.test(hemisphere)) return undefined;
  const degrees = Number(parts.degrees) + Number(parts.minutes) / 60;
  // Taken from zero, so that nothing in the south is 0 and not -0.
  return hemisphere === 'S' || hemisphere === 'W' || parts.sign === '-' ? 0 - degrees : degrees;
}

const MINUTES = /^(?<sign>-)?(?<degrees>\d*)(?<minutes>\d\d(?:\.\d*)?)$/u;

/** The number and the letter of a place, in the minutes of NMEA 0183 with that many digits behind the point. */
export function minutesOf(degrees: number, axis: Axis, decimals: number): { text: string; hemisphere: string } {
  // Counted in units of the last digit, so that 59.99999 minutes become the next degree and not minute 60.
  const unitsPerMinute = 10 ** decimals;
  const units = Math.round(Math.abs(degrees) * 60 * unitsPerMinute);
  const whole = Math.floor(units / (60 * unitsPerMinute));
  const minutes = (units - whole * 60 * unitsPerMinute) / unitsPerMinute;
  const text =
    String(whole).padStart(axis === 'latitude' ? 2 : 3, '0') +
    minutes.toFixed(decimals).padStart(decimals === 0 ? 2 : decimals + 3, '0');
  const negative = degrees < 0;
  if (axis === 'latitude') return { text, hemisphere: negative ? 'S' : 'N' };
  return { text, hemisphere: negative ? 'W' : 'E' };
}
