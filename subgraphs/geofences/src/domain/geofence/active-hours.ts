import type { ActiveHours, ActiveSpan } from './rules.ts';
import { clockOffset } from './zone-clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const WEEK_MS = 7 * DAY_MS;
/** The first Monday of Unix time, 1970-01-05. */
const FIRST_MONDAY = 4 * DAY_MS;

/**
 * The end, Unix milliseconds and excluded, of the uninterrupted active time that contains an instant; Infinity where it has
 * none, null where the instant is not in active hours. No hours are all hours. What counts is what the clocks of the zone
 * show: time they skip is nobody's, time they show twice counts both times.
 */
export function activeUntil(hours: ActiveHours | null, instant: number): number | null {
  if (hours === null) return Infinity;
  const week = weekOf(hours);
  if (week.isWhole) return Infinity;
  const last = lasts.get(hours);
  if (last && last.from <= instant && instant < last.until) return last.isActive ? last.until : null;
  const time = timeAround(week, hours.timeZone, instant);
  lasts.set(hours, time);
  return time.isActive ? time.until : null;
}

/** Part of a week by the clock, milliseconds from Monday 00:00: `[from, to)`. */
interface Part {
  readonly from: number;
  readonly to: number;
}

interface Week {
  /** In order, neither touching nor overlapping. */
  readonly parts: readonly Part[];
  readonly isWhole: boolean;
}

/** Time from an instant that was asked about on that is active, or is not, without interruption. */
interface Time {
  readonly from: number;
  readonly until: number;
  readonly isActive: boolean;
}

const weeks = new WeakMap<ActiveHours, Week>();
/** The fixes of a moment lie in the same hours. */
const lasts = new WeakMap<ActiveHours, Time>();

function weekOf(hours: ActiveHours): Week {
  const known = weeks.get(hours);
  if (known) return known;
  const parts = merged(hours.weekly.flatMap(partsOf));
  const week = { parts, isWhole: parts[0]?.from === 0 && parts[0].to === WEEK_MS };
  weeks.set(hours, week);
  return week;
}

/** A span on each of its days; what runs beyond Sunday goes on at the week's begin. */
function partsOf({ days, fromMinute, toMinute }: ActiveSpan): Part[] {
  return days.flatMap((day) => {
    const from = (day - 1) * DAY_MS + fromMinute * MINUTE_MS;
    const to = (day - 1) * DAY_MS + toMinute * MINUTE_MS + (toMinute <= fromMinute ? DAY_MS : 0);
    return to <= WEEK_MS
      ? [{ from, to }]
      : [
          { from, to: WEEK_MS },
          { from: 0, to: to - WEEK_MS },
        ];
  });
}

function merged(parts: readonly Part[]): Part[] {
  const found: Part[] = [];
  for (const part of parts.toSorted((one, other) => one.from - other.from)) {
    const last = found.at(-1);
    if (last && part.from <= last.to) found[found.length - 1] = { ...last, to: Math.max(last.to, part.to) };
    else found.push(part);
  }
  return found;
}

/** Follows the clocks from part to part, over the instants at which they are put, until it is the other way round. */
function timeAround(week: Week, timeZone: string, instant: number): Time {
  const { isActive } = clockAt(week, timeZone, instant);
  let until = instant;
  // Each step reaches the end of a part, a week or a stretch of the zone; active hours and their breaks are shorter.
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const next = clockAt(week, timeZone, until);
    if (next.isActive !== isActive) break;
    until = next.until;
  }
  return { from: instant, until, isActive };
}

/** More than the parts of two weeks, each of them cut by clocks that are put. */
const MOST_STEPS = 64;

/** Whether the clock shows active time, and for how long it does so before it is put or its week is over. */
function clockAt({ parts }: Week, timeZone: string, instant: number): { isActive: boolean; until: number } {
  const { offsetMs, until: put } = clockOffset(timeZone, instant);
  const ofWeek = (((instant + offsetMs - FIRST_MONDAY) % WEEK_MS) + WEEK_MS) % WEEK_MS;
  const part = parts.find(({ to }) => ofWeek < to);
  const isActive = part !== undefined && part.from <= ofWeek;
  const change = (isActive ? part.to : part?.from) ?? WEEK_MS;
  return { isActive, until: Math.min(instant + change - ofWeek, put) };
}
