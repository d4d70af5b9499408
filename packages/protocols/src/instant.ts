/** What a time without an offset means: it is taken as UTC, or not taken at all. */
export type MissingOffset = 'utc' | 'refused';

/**
 * Unix milliseconds of `yyyy-MM-dd`, `T` or a blank, `HH:mm:ss`, an optional fraction and offset (RFC 3339, ISO 8601).
 * Digits beyond the millisecond are cut off. Undefined for anything else, and for days that do not exist.
 * `Date.parse` is not used: it takes a time without offset as local and lets 30 February roll into March.
 */
export function parseInstant(text: string, { missingOffset }: { missingOffset: MissingOffset }): number | undefined {
  const parts = INSTANT.exec(text.trim())?.groups;
  if (!parts) return undefined;
  const { year, month, day, hour, minute, second, fraction, offset } = parts;
  if (!offset && missingOffset === 'refused') return undefined;

  const midnight = midnightUtc(Number(year), Number(month), Number(day));
  const timeOfDayMs = timeOfDay(Number(hour), Number(minute), Number(second));
  const offsetMs = parseOffset(offset ?? 'Z');
  if (midnight === undefined || timeOfDayMs === undefined || offsetMs === undefined) return undefined;
  return midnight + timeOfDayMs + Number((fraction ?? '').padEnd(3, '0').slice(0, 3)) - offsetMs;
}

const INSTANT =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?(?<offset>Z|[+-]\d\d:?\d\d)?$/iu;

function midnightUtc(year: number, month: number, day: number): number | undefined {
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.getTime() : undefined;
}

/** Second 60 is a leap second (RFC 3339 §5.7) and counts as the first of the next minute. */
function timeOfDay(hour: number, minute: number, second: number): number | undefined {
  return hour < 24 && minute < 60 && second <= 60 ? ((hour * 60 + minute) * 60 + second) * 1000 : undefined;
}

function parseOffset(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  const sign = offset.startsWith('-') ? -1 : 1;
  return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) * 60_000 : undefined;
}
