import type { ActiveHours, ActiveSpan } from '../../src/domain/geofence/rules.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1_440;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Whether an instant lies in hours, by what clocks on the wall show then. */
export function liesIn(hours: ActiveHours, instant: number): boolean {
  const { weekday, minute } = onTheWall(hours.timeZone, instant);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.weekly.some((span) => covers(span, weekday, minute) || covers(span, yesterday, minute + DAY_MINUTES));
}

/** The first instant after one within hours that is not; null where there is none for eight days. */
export function endOfHours(hours: ActiveHours, instant: number): number | null {
  const first = Math.floor(instant / MINUTE) + 1;
  for (let minute = first; minute < first + 8 * DAY_MINUTES; minute += 1)
    if (!liesIn(hours, minute * MINUTE)) return minute * MINUTE;
  return null;
}

/** Whether a minute, counted from the midnight that begins a day, is of the span that begins on that day. */
function covers({ days, fromMinute, toMinute }: ActiveSpan, weekday: number, minute: number): boolean {
  const end = toMinute <= fromMinute ? toMinute + DAY_MINUTES : toMinute;
  return days.includes(weekday) && fromMinute <= minute && minute < end;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const seen = new Map<string, { weekday: number; minute: number }>();

function onTheWall(timeZone: string, instant: number): { weekday: number; minute: number } {
  const key = `${timeZone} ${Math.floor(instant / MINUTE)}`;
  const known = seen.get(key);
  if (known) return known;
  const options = { timeZone, weekday: 'short', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const shown = {
    weekday: WEEKDAYS.indexOf(part['weekday'] ?? '') + 1,
    minute: Number(part['hour']) * 60 + Number(part['minute']),
  };
  seen.set(key, shown);
  return shown;
}
