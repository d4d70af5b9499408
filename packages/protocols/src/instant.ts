import { instantOfParts } from './instant-of-parts.ts';

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

  const wallClock = instantOfParts({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
  const offsetMs = parseOffset(offset ?? 'Z');
  if (wallClock === undefined || offsetMs === undefined) return undefined;
  return wallClock + Number((fraction ?? '').padEnd(3, '0').slice(0, 3)) - offsetMs;
}

const INSTANT =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.(?<fraction>\d+))?(?<offset>Z|[+-]\d\d:?\d\d)?$/iu;

function parseOffset(offset: string): number | undefined {
  if (offset.toUpperCase() === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  const sign = offset.startsWith('-') ? -1 : 1;
  return hours < 24 && minutes < 60 ? sign * (hours * 60 + minutes) * 60_000 : undefined;
}
