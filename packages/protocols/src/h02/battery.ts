/** Percent by the step of the battery sign, 1 to 6, that a binary message carries. */
const PERCENT_BY_STEP = [undefined, 0, 10, 20, 60, 80, 100] as const;

/** Percent of the battery byte: a step of the sign, plain or with the upper half set, or percent; else unknown. */
export function batteryPercentOf(code: number): number | undefined {
  if (code > 6 && code <= 100) return code;
  return PERCENT_BY_STEP[code > 0xf0 ? code - 0xf0 : code];
}

/** The battery byte of a charge: percent where they cannot be taken for a step, else the nearest step; 0 is unknown. */
export function batteryCodeOf(percent: number | undefined): string {
  if (percent === undefined) return '00';
  const whole = Math.min(Math.max(Math.round(percent), 0), 100);
  const code = whole > 6 ? whole : whole < 5 ? 1 : 2;
  return code.toString(16).padStart(2, '0');
}
