/** A time of each day in a time zone. */
export interface DailyTime {
  /** `HH:MM`. */
  readonly localTime: string;
  /** IANA name. */
  readonly timeZone: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The first instant behind another at which clocks of a time zone come to a time of day, once per calendar day: where they
 * repeat it the first of the two, where they skip it the first instant behind the gap. All in Unix milliseconds.
 */
export function nextReset({ localTime, timeZone }: DailyTime, after: number): number {
  const minutes = Number(localTime.slice(0, 2)) * 60 + Number(localTime.slice(3));
  const today = Math.floor((after + offsetAt(after, timeZone)) / DAY_MS) * DAY_MS;
  const days = [today - DAY_MS, today, today + DAY_MS, today + 2 * DAY_MS];
  const instants = days.map((day) => instantOf(day + minutes * MINUTE_MS, timeZone));
  return Math.min(...instants.filter((instant) => instant > after));
}

/** The first instant at which clocks show a time, or have passed it; `local` is that time as if it were UTC. */
function instantOf(local: number, timeZone: string): number {
  const offsets = [offsetAt(local - DAY_MS, timeZone), offsetAt(local + DAY_MS, timeZone)];
  const shown = offsets.map((offset) => local - offset).filter((at) => at + offsetAt(at, timeZone) === local);
  return shown.length ? Math.min(...shown) : firstPast(local, timeZone, offsets);
}

/** The end of the gap that a time lies in. */
function firstPast(local: number, timeZone: string, offsets: readonly number[]): number {
  let before = local - Math.max(...offsets);
  let behind = local - Math.min(...offsets);
  while (behind - before > 1) {
    const middle = Math.floor((before + behind) / 2);
    if (middle + offsetAt(middle, timeZone) < local) before = middle;
    else behind = middle;
  }
  return behind;
}

/** By how much clocks of a time zone are ahead of UTC, in milliseconds. */
function offsetAt(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { ...FIELDS, timeZone });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour') % 24,
    part('minute'),
    part('second'),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}

const FIELDS = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;
