/** A calendar day, counted from 1970-01-01 as 0; of which time zone, its context says. */
export type EpochDay = number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The calendar day an instant (Unix milliseconds) falls on in an IANA time zone. */
export function localDay(timeZone: string, unixMs: number): EpochDay {
  return Math.floor((unixMs + offsetMs(timeZone, unixMs)) / DAY_MS);
}

/**
 * The instant at which clocks show so many minutes after midnight of a day; minutes may lie before or behind the day. A
 * time that clocks skip is as long after the skip as they would show, one they show twice is the earlier.
 */
export function localInstant(timeZone: string, day: EpochDay, minutes: number): number {
  const asUtc = day * DAY_MS + minutes * MINUTE_MS;
  const earlier = asUtc - offsetMs(timeZone, asUtc - DAY_MS / 2);
  const later = asUtc - offsetMs(timeZone, earlier);
  return offsetMs(timeZone, later) === offsetMs(timeZone, earlier) ? later : earlier;
}

/** Monday as 0 to Sunday as 6. */
export function weekday(day: EpochDay): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The day as `YYYY-MM-DD`. */
export function dateOf(day: EpochDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at an instant. Throws `RangeError` where the zone does not exist. */
function offsetMs(timeZone: string, unixMs: number): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, format);
  const name = format.formatToParts(unixMs).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours = 0, minutes = 0] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
}
